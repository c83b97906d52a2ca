// The list of requests: of thousands, only those in sight are drawn. Arrow keys go through it, Enter opens one.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Row } from './control-types.ts';
import { ConsoleElement } from './element.ts';
import { findPlace } from './request-rows.ts';
import { cut, gradeStatus, nameDuration, nameStatus, nameTime, showText, tellWhy } from './show-text.ts';

/** Characters at the end of a path that are always in sight: they tell it from the others. */
const TAIL = 22;
/** Lines above and below those in sight. */
const SPARE = 12;

/** `<request-list .rows .chosen @choose>` */
export class RequestList extends ConsoleElement {
	static override properties = { rows: { attribute: false }, chosen: { attribute: false } };
	declare rows: readonly Row[];
	declare chosen: number | undefined;
	/** Of one line, as the style sheet has it. */
	#height = 30;
	#active: number | undefined;
	/** Whether the newest line stays in sight. */
	#follows = true;
	/** Else, the line at the top and how far it is scrolled out: it stays there when older ones go. */
	#anchor: { id: number; out: number } | undefined;
	/** Where the list was left to stand: scrolling to there is not the reader's. */
	#settled = -1;
	#observer: ResizeObserver | undefined;
	/** The chosen one that was led to: that is done once. */
	#sought: number | undefined;

	protected override firstUpdated(): void {
		this.#observer = new ResizeObserver(() => this.requestUpdate());
		this.#observer.observe(this.#box);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		this.#observer?.disconnect();
	}

	/** What is chosen from elsewhere (a link, Back) is brought into sight, once it is there. */
	protected override willUpdate(): void {
		const { chosen, rows } = this;
		if (chosen === this.#sought) return;
		const place = chosen === undefined ? -1 : findPlace(rows, chosen);
		if (chosen !== undefined && place < 0) return;
		this.#sought = chosen;
		if (chosen === undefined || chosen === this.#active) return;
		this.#active = chosen;
		this.#follows = place === rows.length - 1;
		this.#anchor = { id: (rows[Math.max(0, place - 3)] as Row).id, out: 0 };
	}

	get #box(): HTMLElement {
		return this.querySelector('[role=listbox]') as HTMLElement;
	}

	protected override render(): TemplateResult {
		const box = this.hasUpdated ? this.#box : undefined;
		this.#height = box
			? Number.parseFloat(getComputedStyle(box).getPropertyValue('--line')) || this.#height
			: this.#height;
		const height = box?.clientHeight ?? 600;
		const whole = this.rows.length * this.#height;
		const top = this.#follows ? Math.max(0, whole - height) : (this.#findTop() ?? box?.scrollTop ?? 0);
		const first = Math.max(0, Math.min(Math.floor(top / this.#height), this.rows.length - 1) - SPARE);
		const shown = this.rows.slice(first, first + Math.ceil(height / this.#height) + 2 * SPARE);
		const active = this.#active ?? this.chosen;
		return html`
			<div class="row head" aria-hidden="true"><span>At</span><span>Method</span><span>Path</span><span>Status</span><span class="duration">Took</span><span class="about"><span>Operation</span><span>Why</span></span></div>
			<div class="list" role="listbox" tabindex="0" aria-label="Requests, the newest last"
				aria-activedescendant=${shown.some(({ id }) => id === active) ? `request-${active}` : nothing}
				@scroll=${this.#scroll} @keydown=${this.#press}>
				<div role="presentation" class="extent" .style=${`height: ${whole}px`}>
					<div role="presentation" class="window" .style=${`transform: translateY(${first * this.#height}px)`}>
						${repeat(
							shown,
							({ id }) => id,
							(row, index) => this.#renderRow(row, { place: first + index + 1, isActive: row.id === active }),
						)}
					</div>
				</div>
			</div>`;
	}

	#renderRow(row: Row, { place, isActive }: { place: number; isActive: boolean }): TemplateResult {
		const { id, at, method, target, operationId, status, durationMs, done } = row;
		if (done) {
			return html`<div class=${isActive ? 'row step active' : 'row step'} role="option" id=${`request-${id}`} aria-selected=${id === this.chosen ? 'true' : 'false'}
			aria-posinset=${place} aria-setsize=${this.rows.length} @click=${() => this.#open(id)}>
			<time class="at" title=${`${nameTime(at)} UTC`}>${at.slice(11, 19)}</time><bdi class="deed">${cut(showText(done.summary), 300)}</bdi></div>`;
		}
		return html`<div class=${isActive ? 'row active' : 'row'} role="option" id=${`request-${id}`} aria-selected=${id === this.chosen ? 'true' : 'false'}
			aria-posinset=${place} aria-setsize=${this.rows.length} @click=${() => this.#open(id)}>
			<time class="at" title=${`${nameTime(at)} UTC`}>${at.slice(11, 19)}</time>
			<span class="method">${method}</span>
			${renderTarget(showText(target))}
			<span class="status" data-grade=${gradeStatus(status)}>${nameStatus(status)}</span>
			<span class="duration">${nameDuration(durationMs)}</span>
			<span class="about"><span class="operation">${operationId ?? 'no operation'}</span> <bdi class="why">${cut(tellWhy(row), 300)}</bdi></span>
		</div>`;
	}

	protected override updated(): void {
		const box = this.#box;
		const top = this.#follows ? box.scrollHeight : this.#findTop();
		if (top !== undefined) box.scrollTop = top;
		this.#settled = box.scrollTop;
	}

	/** Where the line is that stood at the top; `undefined`: it has gone, or is filtered out. */
	#findTop(): number | undefined {
		const place = this.#anchor ? findPlace(this.rows, this.#anchor.id) : -1;
		return this.#anchor && place >= 0 ? place * this.#height + this.#anchor.out : undefined;
	}

	#scroll(): void {
		const box = this.#box;
		if (box.scrollTop !== this.#settled) this.#readAt(box);
		this.requestUpdate();
	}

	#readAt(box: HTMLElement): void {
		// At the very end: a line above it, somebody reads, and must not be taken away from there.
		this.#follows = box.scrollTop + box.clientHeight >= box.scrollHeight - 2;
		this.#anchorTop();
	}

	#anchorTop(): void {
		const { scrollTop } = this.#box;
		const top = this.rows[Math.floor(scrollTop / this.#height)];
		this.#anchor = top && { id: top.id, out: scrollTop % this.#height };
	}

	#open(id: number): void {
		this.#active = id;
		this.#follows = this.#follows && id === this.rows.at(-1)?.id;
		this.dispatchEvent(new CustomEvent('choose', { detail: id }));
	}

	#press(event: KeyboardEvent): void {
		const { rows } = this;
		const now = rows.findIndex(({ id }) => id === (this.#active ?? this.chosen));
		const page = Math.max(1, Math.floor(this.#box.clientHeight / this.#height) - 1);
		const last = rows.length - 1;
		const moves: Readonly<Record<string, number>> = {
			ArrowDown: now < 0 ? 0 : now + 1,
			ArrowUp: now < 0 ? last : now - 1,
			PageDown: now + page,
			PageUp: now - page,
			Home: 0,
			End: last,
		};
		const goal = moves[event.key];
		const active = rows[now];
		if (goal !== undefined) this.#move(Math.max(0, Math.min(last, goal)));
		else if ((event.key === 'Enter' || event.key === ' ') && active) this.#open(active.id);
		else if (event.key === 'Escape' && this.chosen !== undefined) this.dispatchEvent(new CustomEvent('leave'));
		else return;
		event.preventDefault();
	}

	#move(place: number): void {
		const row = this.rows[place];
		if (!row) return;
		this.#active = row.id;
		this.#follows = place === this.rows.length - 1;
		const box = this.#box;
		const top = place * this.#height;
		if (top < box.scrollTop) box.scrollTop = top;
		else if (top + this.#height > box.scrollTop + box.clientHeight)
			box.scrollTop = top + this.#height - box.clientHeight;
		this.#anchorTop();
		// Whoever reads one reads the next.
		if (this.chosen !== undefined) this.#open(row.id);
		this.requestUpdate();
	}
}

function renderTarget(text: string): TemplateResult {
	const shown = cut(text, 1000);
	return html`<bdi class="target" title=${shown}><span>${shown.slice(0, -TAIL)}</span><span>${shown.slice(-TAIL)}</span></bdi>`;
}
