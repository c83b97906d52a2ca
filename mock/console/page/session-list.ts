// The sessions at the side: what each plays and holds; make one, reset one, drop one.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { dropSession, makeSession, resetSession } from './actions.ts';
import type { Session } from './control-types.ts';
import { countEntities } from './count-entities.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { isSessionName, linkTo } from './route.ts';
import { count, nameMoment, nameOffset, nameTime } from './show-text.ts';

/** Sessions that are drawn; a search finds the others. */
const SHOWN = 100;
/** More than these can be searched. */
const FEW = 10;

/** `<session-list>` */
export class SessionList extends ConsoleElement {
	#search = '';
	/** The order in which they stand; while somebody points at them, nothing moves. */
	#order: readonly string[] = [];

	protected override render(): TemplateResult {
		const { route, sessions } = model;
		const all = this.#arrange(sessions.list());
		const isChosen = ({ name }: Session): boolean => name === route.session;
		const fitting = all.filter((one) => !isChosen(one) && one.name.toLowerCase().includes(this.#search));
		const chosen = model.session;
		// What is chosen can always be reached, whatever is searched and however many there are.
		const drawn = new Set(fitting.slice(0, SHOWN));
		const shown = all.filter((one) => isChosen(one) || drawn.has(one));
		return html`
			<h2 tabindex="-1">Sessions</h2>
			<form class="line" @submit=${this.#make}>
				<label class="grow"><span class="hidden">Name of a new session</span>
					<input name="name" placeholder="new session" maxlength="100" autocomplete="off" spellcheck="false"></label>
				<button>Make</button>
			</form>
			${
				all.length > FEW || this.#search !== ''
					? html`<label class="hidden" for="find-session">Find a session</label>
				<input id="find-session" type="search" placeholder=${`find among ${model.sessions.total}`} .value=${live(this.#search)} @input=${this.#find}>`
					: nothing
			}
			<ul class="sessions">
				${chosen ? nothing : html`<li class="chosen"><a href=${linkTo(route)} aria-current="true">${route.session}</a><p>${sessions.isRead ? 'not used yet' : 'Reading …'}</p></li>`}
				${repeat(
					shown,
					({ name }) => name,
					(session) => this.#renderSession(session),
				)}
			</ul>
			${fitting.length > SHOWN ? html`<p class="quiet">${fitting.length - SHOWN} more: find them by name.</p>` : nothing}
		`;
	}

	#renderSession(session: Session): TemplateResult {
		const { name, scenario, exchanges, open } = session;
		const isChosen = name === model.route.session;
		const entities = countEntities(session);
		return html`<li class=${isChosen ? 'chosen' : ''}>
			<a href=${model.linkTo({ session: name, view: model.route.view })} aria-current=${isChosen ? 'true' : nothing}>${name}</a>
			<p>${scenario?.name ?? 'no scenario'}</p>
			<p class="quiet">${count(exchanges, 'request')}${open > 0 ? html`, <b>${open} open</b>` : nothing}, ${count(entities, 'entity', 'entities')}</p>
			<p class="quiet">${tellLast(session)}${tellClock(session)}</p>
			${isChosen ? this.#renderActions(name) : nothing}
		</li>`;
	}

	#renderActions(name: string): TemplateResult {
		return html`<p class="line">
			<button @click=${() => resetSession(name)}>Reset</button>
			<button @click=${() => this.#drop(name)}>Drop</button>
		</p>`;
	}

	#arrange(all: readonly Session[]): readonly Session[] {
		if (!this.matches(':hover, :focus-within')) this.#order = all.map(({ name }) => name);
		const places = new Map(this.#order.map((name, place) => [name, place]));
		return all.toSorted((a, b) => (places.get(a.name) ?? -1) - (places.get(b.name) ?? -1));
	}

	#find(event: Event): void {
		this.#search = (event.target as HTMLInputElement).value.trim().toLowerCase();
		this.requestUpdate();
	}

	async #make(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		const form = event.target as HTMLFormElement;
		const name = String(new FormData(form).get('name')).trim();
		if (!isSessionName(name)) {
			model.say({
				kind: 'problem',
				text: 'A session has 1 to 100 of A-Z a-z 0-9 . _ ~ - as its name; . and .. are none.',
			});
			return;
		}
		if (await makeSession(name)) form.reset();
	}

	async #drop(session: string): Promise<void> {
		const dropping = dropSession(session);
		// Its buttons go with it.
		this.querySelector<HTMLElement>('h2')?.focus();
		await dropping;
	}
}

/** By the session's own clock: the time of day where that is today, else the whole. */
function tellLast({ lastRequestAt, clock }: Session): TemplateResult | string {
	if (!lastRequestAt) return 'no request yet';
	return html`last at <time title=${`${nameTime(lastRequestAt)} UTC`}>${nameMoment(lastRequestAt, clock.now)}</time>`;
}

function tellClock({ clock }: Session): string {
	if (clock.mode === 'fixed') return `, clock stands at ${nameTime(clock.now)}`;
	const offset = nameOffset(clock.offsetMs ?? 0);
	return offset === '' ? '' : `, clock ${offset}`;
}
