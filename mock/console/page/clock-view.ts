// The time of a session: jump, set, back to real time; and what will expire next.

import { html, nothing, type TemplateResult } from 'lit';
import { moveClock } from './actions.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { ScheduleReading } from './schedule.ts';
import { nameDistance, nameOffset, nameTime, showText } from './show-text.ts';

/** Jumps that are offered. */
export const JUMPS: readonly (readonly [name: string, duration: string])[] = [
	['1 minute', 'PT1M'],
	['1 hour', 'PT1H'],
	['1 day', 'P1D'],
	['8 days', 'P8D'],
	['31 days', 'P31D'],
];

/** `<clock-view>` */
export class ClockView extends ConsoleElement {
	readonly #schedule = new ScheduleReading(() => this.requestUpdate());
	#tick: ReturnType<typeof setInterval> | undefined;

	override connectedCallback(): void {
		super.connectedCallback();
		this.#tick = setInterval(() => this.requestUpdate(), 1000);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		clearInterval(this.#tick);
		this.#schedule.stop();
	}

	protected override willUpdate(): void {
		this.#schedule.ask();
	}

	protected override render(): TemplateResult {
		const clock = model.session?.clock;
		const nowMs = model.sessions.nowMs(model.route.session);
		return html`<div class="columns even">
			<section aria-labelledby="now">
				<h3 id="now">Now</h3>
				${
					clock && nowMs !== undefined
						? html`<p class="time"><time>${nameTime(new Date(nowMs).toISOString())}</time> <span class="quiet">UTC</span></p>
				<p class="quiet">${clock.mode === 'fixed' ? 'It stands still until it is moved.' : 'It goes on by itself.'}${tellOffset(clock.offsetMs)}</p>`
						: html`<p class="quiet">${model.sessions.isRead ? 'Nobody has used this session yet: its clock begins with its first use.' : 'Reading …'}</p>`
				}
				<p class="line">${JUMPS.map(([name, duration]) => html`<button @click=${() => moveClock({ advance: duration })}>+ ${name}</button>`)}</p>
				<form class="line" @submit=${this.#jump}>
					<label class="grow">Jump by (ISO 8601) <input name="advance" placeholder="P7D, PT30M, -P1D" required maxlength="100" autocomplete="off"></label><button>Jump</button>
				</form>
				<form class="line" @submit=${this.#set}>
					<label class="grow">Set to (UTC) <input name="now" type="datetime-local" step="1" required></label><button>Set</button>
				</form>
				<p><button @click=${() => moveClock({ real: true })}>${clock?.mode === 'fixed' ? 'Back to its start' : 'Back to real time'}</button></p>
			</section>
			<section aria-labelledby="expiries">
				<h3 id="expiries">What will expire next</h3>
				${this.#renderComing(nowMs ?? Date.now())}
			</section>
		</div>`;
	}

	#renderComing(nowMs: number): TemplateResult {
		const { upcoming = [], upcomingTotal = 0 } = this.#schedule.value ?? {};
		const next = upcoming.filter(({ at }) => Date.parse(at) > nowMs);
		if (next.length === 0 && !this.#schedule.value && model.session) return html`<p class="empty">Reading …</p>`;
		if (next.length === 0) return html`<p class="empty">Nothing.</p>`;
		const more = upcomingTotal - upcoming.length;
		return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of what will expire next"><table>
				<thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col"><span class="hidden">Action</span></th></tr></thead>
				<tbody>${next.map(
					({ at, resource, key, scope, to }) => html`<tr>
					<td>${nameDistance(Date.parse(at) - nowMs)}<br><time class="quiet">${nameTime(at)}</time></td>
					<td>${resource} becomes <b>${to}</b><br><code>${showText([...scope, key].join(' / '))}</code></td>
					<td><button @click=${() => moveClock({ now: at })} aria-label=${`Jump there: ${showText(key)}`}>Jump there</button></td>
				</tr>`,
				)}</tbody></table></div>
			${more > 0 ? html`<p class="quiet">And ${more} more.</p>` : nothing}`;
	}

	#jump(event: SubmitEvent): void {
		event.preventDefault();
		const text = String(new FormData(event.target as HTMLFormElement).get('advance')).trim();
		void moveClock({ advance: text.toUpperCase() });
	}

	#set(event: SubmitEvent): void {
		event.preventDefault();
		const text = String(new FormData(event.target as HTMLFormElement).get('now'));
		void moveClock({ now: `${text.length === 16 ? `${text}:00` : text}Z` });
	}
}

function tellOffset(offsetMs = 0): string {
	const distance = nameOffset(offsetMs);
	return distance === '' ? '' : ` It is ${distance}.`;
}
