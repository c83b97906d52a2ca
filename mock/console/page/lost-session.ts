// After a restart of the mock: that its memory was lost, and the way back to the last snapshot that the page holds.

import { html, nothing, type TemplateResult } from 'lit';
import { call } from './client.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { count, nameTime } from './show-text.ts';

/** `<lost-session>` */
export class LostSession extends ConsoleElement {
	protected override render(): TemplateResult | typeof nothing {
		const { session } = model.route;
		const held = model.keeper.findLost(session);
		if (!held) return nothing;
		const entities = Object.values(held.snapshot.entities).reduce((sum, list) => sum + list.length, 0);
		return html`<div class="card lost" role="status">
			<p>The mock was started anew: what <b>${session}</b> held is lost. This page holds it as it was at ${nameTime(new Date(held.atMs).toISOString())} UTC, with ${count(entities, 'entity', 'entities')}.</p>
			<p class="line"><button class="main" @click=${this.#restore}>Put it back</button><button @click=${this.#letGo}>Let it go</button></p>
		</div>`;
	}

	async #restore(): Promise<void> {
		const { session } = model.route;
		const held = model.keeper.findLost(session);
		if (!held) return;
		const restored = await model.tell(
			`${session} is as it was before the restart.`,
			call('restoreSnapshot', { path: { session }, body: held.snapshot as never }),
		);
		if (!restored) return;
		this.#leave(session);
		model.touchWorld();
	}

	#letGo(): void {
		this.#leave(model.route.session);
	}

	#leave(session: string): void {
		// The buttons go with it.
		document.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true });
		model.keeper.letGo(session);
		model.change();
	}
}
