// The time of a session: jump, set, back to real time; and what will expire next.

import { html, nothing, type TemplateResult } from 'lit';
import { call } from './client.ts';
import { ConsoleElement } from './element.ts';
import { type Expiry, readExpiries } from './expiries.ts';
import { model } from './model.ts';
import { nameDistance, nameTime, showText } from './words.ts';

const JUMPS: readonly (readonly [name: string, duration: string])[] = [
	['1 minute', 'PT1M'],
	['1 hour', 'PT1H'],
	['1 day', 'P1D'],
	['8 days', 'P8D'],
	['31 days', 'P31D'],
];
const SHOWN = 50;

/** `<clock-view>` */
export class ClockView extends ConsoleElement {
	#expiries: readonly Expiry[] = [];
	#asked = '';
	#tick: ReturnType<typeof setInterval> | undefined;

	override connectedCallback(): void {
		super.connectedCallback();
		this.#tick = setInterval(() => this.requestUpdate(), 1000);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		clearInterval(this.#tick);
	}

	protected override willUpdate(): void {
		const asked = [model.route.session, model.worldVersion, model.resources.length].join(' ');
		if (asked === this.#asked) return;
		this.#asked = asked;
		void readExpiries(model.route.session, model.resources).then((expiries) => {
			if (asked !== this.#asked) return;
			this.#expiries = expiries;
			this.requestUpdate();
		});
	}

	protected override render(): TemplateResult {
		const clock = model.session?.clock;
		const nowMs = clock
			? Date.parse(clock.now) + (clock.mode === 'real' ? Date.now() - model.readAtMs : 0)
			: Date.now();
		const next = this.#expiries.filter(({ atMs }) => atMs > nowMs);
		return html`<div class="columns even">
			<section aria-labelledby="now">
				<h3 id="now">Now</h3>
				<p class="time"><time>${nameTime(new Date(nowMs).toISOString())}</time> <span class="quiet">UTC</span></p>
				<p class="quiet">${clock?.mode === 'fixed' ? 'It stands still until it is moved.' : 'It goes on by itself.'}${clock?.offsetMs ? ` ${tellOffset(clock.offsetMs)}` : nothing}</p>
				<p class="line">${JUMPS.map(([name, duration]) => html`<button @click=${() => this.#move({ advance: duration })}>+ ${name}</button>`)}</p>
				<form class="line" @submit=${this.#jump}>
					<label class="grow">Jump by <input name="advance" placeholder="P7D, PT30M, -P1D" required maxlength="100" autocomplete="off"></label><button>Jump</button>
				</form>
				<form class="line" @submit=${this.#set}>
					<label class="grow">Set to (UTC) <input name="now" type="datetime-local" step="1" required></label><button>Set</button>
				</form>
				<p><button @click=${() => this.#move({ real: true })}>Back to real time</button></p>
			</section>
			<section aria-labelledby="expiries">
				<h3 id="expiries">What will expire next</h3>
				${
					next.length === 0
						? html`<p class="empty">Nothing.</p>`
						: html`<div class="scroll" tabindex="0" role="region" aria-label="Table of what will expire next"><table>
					<thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col"><span class="hidden">Action</span></th></tr></thead>
					<tbody>${next.slice(0, SHOWN).map(
						({ atMs, resource, key, to }) => html`<tr>
						<td>${nameDistance(atMs - nowMs)}<br><time class="quiet">${nameTime(new Date(atMs).toISOString())}</time></td>
						<td>${resource} becomes <b>${to}</b><br><code>${showText(key)}</code></td>
						<td><button @click=${() => this.#move({ now: new Date(atMs).toISOString() })} aria-label=${`Jump there: ${showText(key)}`}>Jump there</button></td>
					</tr>`,
					)}</tbody></table></div>`
				}
				${next.length > SHOWN ? html`<p class="quiet">And ${next.length - SHOWN} more.</p>` : nothing}
			</section>
		</div>`;
	}

	async #move(body: { now: string } | { advance: string } | { real: true }): Promise<void> {
		await model.tell('The clock was moved.', call('setClock', { path: { session: model.route.session }, body }));
		model.worldVersion++;
		model.change();
	}

	#jump(event: SubmitEvent): void {
		event.preventDefault();
		const text = String(new FormData(event.target as HTMLFormElement).get('advance')).trim();
		void this.#move({ advance: text.toUpperCase() });
	}

	#set(event: SubmitEvent): void {
		event.preventDefault();
		const text = String(new FormData(event.target as HTMLFormElement).get('now'));
		void this.#move({ now: `${text.length === 16 ? `${text}:00` : text}Z` });
	}
}

function tellOffset(offsetMs: number): string {
	const distance = nameDistance(Math.abs(offsetMs)).replace(/^in /, '');
	return offsetMs > 0 ? `${distance} ahead.` : `${distance} behind.`;
}
