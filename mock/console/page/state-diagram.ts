// The states of a resource as a picture, with counts; and the same in words.

import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { Resource } from './control-types.ts';
import { layOut, NODE_HEIGHT, NODE_WIDTH, type Node } from './diagram-layout.ts';
import { cut } from './show-text.ts';

/** What is to be seen of a resource's states. */
export interface DiagramArgs {
	counts: Readonly<Record<string, number>>;
	/** The state of the chosen entity. */
	lit: string | undefined;
	/** The only state whose entities are listed; empty: all of them are. */
	only: string;
	/** Hears of the state that somebody wants to see alone. */
	onChoose: (state: string) => void;
	/** For narrow screens. */
	isNarrow: boolean;
}

/** Draws the diagram; each state is a button that shows its entities alone. */
export function renderDiagram(resource: Resource, args: DiagramArgs): TemplateResult {
	const { counts, lit, isNarrow } = args;
	const { width, height, nodes, edges } = layOut(resource, { isNarrow });
	const arrow = `arrow-${resource.name.replace(/\W/g, '-')}`;
	const long = isNarrow ? 20 : 24;
	return html`<div class="diagram" tabindex="0" role="region" aria-label=${`Diagram of the states of ${resource.name}`}>
		<svg viewBox=${`0 0 ${width} ${height}`} width=${width} height=${height} role="group" aria-label=${`States of ${resource.name}; the list below says the same`}>
			<defs><marker id=${arrow} viewBox="0 0 8 8" refX="1" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 L8 4 L0 8 z"></path></marker></defs>
			${edges.map(
				({ path, labels, labelX, labelY }) => svg`<path class="edge" d=${path} marker-end=${`url(#${arrow})`}></path>
				<text class="move" x=${labelX} y=${labelY}>${cut(labels.map((label) => shorten(label, long)).join(', '), long + 4)}<title>${labels.join(', ')}</title></text>`,
			)}
			${nodes.map((node) => renderNode(node, args))}
		</svg>
	</div>
	<details><summary>The states in words</summary><ul>
		${resource.states.map((state) => html`<li>${state}: ${counts[state] ?? 0}${state === resource.initial ? ', the first' : ''}${state === lit ? ', chosen' : ''}</li>`)}
		${resource.moves.map(({ from, to, operationId, at }) => html`<li>${from.join(', ')} → ${to} by ${operationId ?? `time (${at ?? ''})`}</li>`)}
	</ul></details>`;
}

function renderNode({ state, x, y }: Node, { counts, lit, only, onChoose }: DiagramArgs): SVGTemplateResult {
	const isOnly = state === only;
	const choose = (): void => onChoose(isOnly ? '' : state);
	const press = (event: KeyboardEvent): void => {
		if (event.key !== 'Enter' && event.key !== ' ') return;
		event.preventDefault();
		choose();
	};
	const name = ['node', state === lit ? 'lit' : '', isOnly ? 'only' : ''].join(' ').trim();
	return svg`<g class=${name} role="button" tabindex="0" aria-pressed=${isOnly ? 'true' : 'false'}
		aria-label=${`${state}: ${counts[state] ?? 0}; show these alone`} aria-current=${state === lit ? 'true' : nothing} @click=${choose} @keydown=${press}>
		<rect x=${x} y=${y} width=${NODE_WIDTH} height=${NODE_HEIGHT} rx="8"></rect>
		<text x=${x + NODE_WIDTH / 2} y=${y + 17}>${cut(state, 16)}</text>
		<text class="number" x=${x + NODE_WIDTH / 2} y=${y + 33}>${counts[state] ?? 0}</text>
	</g>`;
}

/** Long names keep their beginning and end. */
function shorten(label: string, length: number): string {
	if (label.length <= length) return label;
	const end = Math.floor(length * 0.4);
	return `${label.slice(0, length - end - 1)}…${label.slice(-end)}`;
}
