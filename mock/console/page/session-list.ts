// The sessions at the side: what each plays and holds; make one, reset one, drop one.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { call } from './client.ts';
import { ConsoleElement } from './element.ts';
import { model } from './model.ts';
import { isSessionName, linkTo } from './route.ts';
import type { Session } from './types.ts';
import { count, nameDistance, nameTime } from './words.ts';

/** Sessions that are drawn; a search finds the others. */
const SHOWN = 100;

/** `<session-list>` */
export class SessionList extends ConsoleElement {
	#search = '';
	/** The session whose drop waits to be confirmed. */
	#dropping = '';

	protected override render(): TemplateResult {
		const { sessions, route } = model;
		const fitting = sessions.filter(({ name }) => name.toLowerCase().includes(this.#search));
		const isThere = model.session !== undefined;
		return html`
			<h2>Sessions</h2>
			<form class="line" @submit=${this.#make}>
				<label class="grow"><span class="hidden">Name of a new session</span>
					<input name="name" placeholder="new session" maxlength="100" autocomplete="off" spellcheck="false"></label>
				<button>Make</button>
			</form>
			${
				sessions.length > 10
					? html`<label class="hidden" for="find-session">Find a session</label>
				<input id="find-session" type="search" placeholder="find" @input=${this.#find}>`
					: nothing
			}
			<ul class="sessions">
				${isThere ? nothing : html`<li class="chosen"><a href=${linkTo(route)} aria-current="true">${route.session}</a><p>not used yet</p></li>`}
				${repeat(
					fitting.slice(0, SHOWN),
					({ name }) => name,
					(session) => this.#renderSession(session),
				)}
			</ul>
			${fitting.length > SHOWN ? html`<p class="quiet">${fitting.length - SHOWN} more: find them by name.</p>` : nothing}
		`;
	}

	#renderSession(session: Session): TemplateResult {
		const { name, scenario, exchanges, open, lastRequestAt } = session;
		const isChosen = name === model.route.session;
		const entities = countEntities(session);
		return html`<li class=${isChosen ? 'chosen' : ''}>
			<a href=${linkTo({ session: name, view: model.route.view })} aria-current=${isChosen ? 'true' : nothing}>${name}</a>
			<p>${scenario?.name ?? 'no scenario'}</p>
			<p class="quiet">${count(exchanges, 'request')}${open > 0 ? html`, <b>${open} open</b>` : nothing}, ${entities === 1 ? '1 entity' : `${entities} entities`}</p>
			${
				isChosen
					? html`<p class="quiet">clock ${tellClock(session)}<br>last request ${lastRequestAt ? nameTime(lastRequestAt) : 'none'}</p>
				<p class="line">
					<button @click=${() => this.#reset(name)}>Reset</button>
					${
						this.#dropping === name
							? html`<button class="danger" @click=${() => this.#drop(name)}>Really drop it</button>
						<button @click=${() => this.#confirm('')}>Keep</button>`
							: html`<button @click=${() => this.#confirm(name)}>Drop</button>`
					}
				</p>`
					: nothing
			}
		</li>`;
	}

	#find(event: Event): void {
		this.#search = (event.target as HTMLInputElement).value.trim().toLowerCase();
		this.requestUpdate();
	}

	#confirm(name: string): void {
		this.#dropping = name;
		this.requestUpdate();
	}

	async #make(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		const form = event.target as HTMLFormElement;
		const name = String(new FormData(form).get('name')).trim();
		if (!isSessionName(name)) {
			model.say({ kind: 'problem', text: 'A session has 1 to 100 of A-Z a-z 0-9 . _ ~ - as its name.' });
			return;
		}
		// One that is there already is only gone to: whoever uses it keeps what it holds.
		if (!model.sessions.some((session) => session.name === name)) {
			const made = await model.tell(
				`Session ${name} is there.`,
				call('useScenario', { path: { session: name }, body: { name: null } }),
			);
			if (!made) return;
		}
		form.reset();
		location.hash = linkTo({ session: name, view: model.route.view });
	}

	async #reset(session: string): Promise<void> {
		await model.tell(`Session ${session} is back at its start.`, call('resetSession', { path: { session } }));
	}

	async #drop(session: string): Promise<void> {
		this.#dropping = '';
		await model.tell(`Session ${session} is gone.`, call('deleteSession', { path: { session } }));
		await model.readRows();
	}
}

function tellClock({ clock }: Session): string {
	if (clock.mode === 'fixed') return `stands at ${nameTime(clock.now)}`;
	const offsetMs = clock.offsetMs ?? 0;
	if (Math.abs(offsetMs) < 1000) return 'real time';
	const distance = nameDistance(Math.abs(offsetMs)).replace(/^in /, '');
	return `real time, ${distance} ${offsetMs > 0 ? 'ahead' : 'behind'}`;
}

function countEntities({ entities }: Session): number {
	return Object.values(entities).reduce(
		(sum, states) => sum + Object.values(states).reduce((all, one) => all + one, 0),
		0,
	);
}
