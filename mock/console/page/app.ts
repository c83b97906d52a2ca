// The frame of the page: name, link to the mock, sessions at the side, views in tabs, and what was said last.

import { html, nothing, type TemplateResult } from 'lit';
import { keepToken } from './client.ts';
import type { CommandPalette } from './command-palette.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { type Query, TABS, VIEWS, type View } from './route.ts';
import { nameTime, showText } from './show-text.ts';
import { applyTheme, readTheme, THEMES } from './theme.ts';

const LINKS: Readonly<Record<typeof model.link, string>> = {
	opening: 'connecting …',
	live: 'live',
	lost: 'no answer, trying again …',
	token: 'needs the admin token',
	refused: 'refused',
};

/** `<console-app>`: the whole page. */
export class ConsoleApp extends ConsoleElement {
	#wasLocked = false;

	protected override updated(): void {
		document.title = `${model.route.session} – Stunt Double`;
		// The form of the token has gone, and the focus with it.
		if (this.#wasLocked && model.link === 'live') this.querySelector<HTMLElement>('#content')?.focus();
		if (model.link === 'token' || model.link === 'live') this.#wasLocked = model.link === 'token';
	}

	protected override render(): TemplateResult {
		const { link, health, session, route } = model;
		const named = health && health.instance !== health.run ? [health.instance ?? ''] : [];
		const documents = health
			? [...named, health.version, ...(health.documents ?? []).map(({ title }) => title)].join(', ')
			: '';
		return html`
			${link === 'token' ? nothing : html`<a class="skip" href="#content" @click=${this.#skip}>To the content</a>`}
			<header class="top">
				<h1>Stunt Double</h1>
				<p class="link" data-link=${link} role="status">${LINKS[link]}</p>
				<p class="version" title=${documents || nothing}>${documents}</p>
				${link === 'token' ? nothing : html`<button class="find" @click=${this.#find}>Do … <kbd>Ctrl K</kbd></button>`}
				<label class="theme">Colours
					<select @change=${(event: Event) => applyTheme((event.target as HTMLSelectElement).value as 'auto')}>
						${THEMES.map((theme) => html`<option ?selected=${theme === readTheme()}>${theme}</option>`)}
					</select>
				</label>
			</header>
			${link === 'token' ? this.#renderToken() : nothing}
			${
				link === 'lost' || link === 'refused'
					? html`<p class="banner" role="alert">${link === 'lost' ? 'The mock does not answer. What you see may be out of date; it comes back by itself.' : model.linkDetail}</p>`
					: nothing
			}
			${
				link === 'token'
					? nothing
					: html`<div class="frame">
				<aside aria-label="Sessions"><session-list></session-list></aside>
				<main id="content" tabindex="-1">
					<div class="bar">
						<h2>${route.session}</h2>
						<p>${session ? html`${session.scenario ? html`plays <b>${session.scenario.name}</b>${session.scenario.entity ? html` for ${session.scenario.entity.resource} <code>${showText(session.scenario.entity.key)}</code>` : nothing}` : 'plays no scenario'}${session.clock.mode === 'fixed' ? html`, the clock stands at <time>${nameTime(session.clock.now)}</time>` : nothing}` : model.sessions.isRead ? 'Nobody has used this session yet.' : 'Reading …'}</p>
						<undo-list></undo-list>
					</div>
					<lost-session></lost-session>
					<nav class="tabs" aria-label="Views">
						${VIEWS.map((view) => html`<a href=${model.linkTo({ session: route.session, view })} aria-current=${view === route.view ? 'page' : nothing}>${TABS[view]}</a>`)}
					</nav>
					${renderView(route.view)}
				</main>
			</div>`
			}
			${link === 'token' ? nothing : html`${renderSheet(route.query)}<command-palette></command-palette>`}
			${this.#renderNotice()}
		`;
	}

	#find(): void {
		this.querySelector<CommandPalette>('command-palette')?.show();
	}

	#renderToken(): TemplateResult {
		return html`<main class="token">
			<h2>The admin token</h2>
			<p>The mock was started with <code>--admin-token</code>. The token is kept for this tab only.</p>
			${model.linkDetail === '' ? nothing : html`<p class="bad" role="alert">${model.linkDetail}</p>`}
			<form @submit=${this.#enter}>
				<label>Token <input name="token" type="password" autocomplete="off" required></label>
				<button class="main">Go on</button>
			</form>
		</main>`;
	}

	#enter(event: SubmitEvent): void {
		event.preventDefault();
		const token = String(new FormData(event.target as HTMLFormElement).get('token')).trim();
		if (!/^[\x21-\x7e]+$/.test(token)) {
			model.linkDetail = 'A token is one word of ASCII characters: this one was not sent.';
			model.change();
			return;
		}
		keepToken(token);
		model.link = 'opening';
		model.start();
		model.change();
	}

	#close(): void {
		// The button goes with the notice.
		this.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true });
		model.say(undefined);
	}

	async #undo(): Promise<void> {
		const { undo } = model.notices.current ?? {};
		if (!undo) return;
		const undoing = model.undo(undo.session, undo.step);
		this.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true });
		await undoing;
	}

	#skip(event: Event): void {
		event.preventDefault();
		this.querySelector<HTMLElement>('#content')?.focus();
	}

	#renderNotice(): TemplateResult {
		const notice = model.notices.current;
		return html`<div class="notice" role="status" data-kind=${notice?.kind ?? 'none'}>
			${
				notice
					? html`<p>${showText(notice.text)}</p>
				${notice.problem?.findings?.length ? html`<ul>${notice.problem.findings.slice(0, 10).map(({ pointer, message }) => html`<li><code>${showText(pointer || 'whole')}</code> ${showText(message)}</li>`)}</ul>` : nothing}
				<div class="line">${notice.undo ? html`<button class="main" @click=${this.#undo}>Undo</button>` : nothing}<button @click=${this.#close}>Close</button></div>`
					: nothing
			}
		</div>`;
	}
}

/** What is open over the views, as the address has it. */
function renderSheet({ compose, try: tried }: Query): TemplateResult | typeof nothing {
	if (compose !== undefined) return html`<cue-composer .begun=${compose}></cue-composer>`;
	return tried === undefined ? nothing : html`<try-form .operation=${tried}></try-form>`;
}

function renderView(view: View): TemplateResult {
	switch (view) {
		case 'requests':
			return html`<request-view></request-view>`;
		case 'scenarios':
			return html`<scenario-view></scenario-view>`;
		case 'entities':
			return html`<entity-view></entity-view>`;
		case 'clock':
			return html`<clock-view></clock-view>`;
		case 'operations':
			return html`<operations-view></operations-view>`;
		case 'coverage':
			return html`<coverage-view></coverage-view>`;
		case 'session':
			return html`<session-view></session-view>`;
	}
}
