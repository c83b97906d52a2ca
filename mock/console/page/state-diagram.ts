// The states of a resource as a picture, with counts; and the same in words.

import { html, svg, type TemplateResult } from 'lit';
import { layOut, NODE_HEIGHT, NODE_WIDTH } from './diagram-layout.ts';
import type { Resource } from './types.ts';
import { cut } from './words.ts';

/** Draws the diagram; `lit` is the state of the chosen entity. */
export function renderDiagram(
	resource: Resource,
	{ counts, lit }: { counts: Readonly<Record<string, number>>; lit: string | undefined },
): TemplateResult {
	const { width, height, nodes, edges } = layOut(resource);
	const arrow = `arrow-${resource.name.replace(/\W/g, '-')}`;
	return html`<div class="diagram" tabindex="0" role="region" aria-label=${`Diagram of the states of ${resource.name}`}>
		<svg viewBox=${`0 0 ${width} ${height}`} width=${width} height=${height} role="img" aria-label=${`States of ${resource.name}; the list below says the same`}>
			<defs><marker id=${arrow} viewBox="0 0 8 8" refX="1" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 L8 4 L0 8 z"></path></marker></defs>
			${edges.map(
				({ path, labels, labelX, labelY }) => svg`<path class="edge" d=${path} marker-end=${`url(#${arrow})`}></path>
				<text class="move" x=${labelX} y=${labelY}>${cut(labels.map(shorten).join(', '), 30)}<title>${labels.join(', ')}</title></text>`,
			)}
			${nodes.map(
				({ state, x, y }) => svg`<g class=${state === lit ? 'node lit' : 'node'}>
					<rect x=${x} y=${y} width=${NODE_WIDTH} height=${NODE_HEIGHT} rx="8"></rect>
					<text x=${x + NODE_WIDTH / 2} y=${y + 17}>${cut(state, 16)}</text>
					<text class="number" x=${x + NODE_WIDTH / 2} y=${y + 33}>${counts[state] ?? 0}</text>
				</g>`,
			)}
		</svg>
	</div>
	<details><summary>The states in words</summary><ul>
		${resource.states.map((state) => html`<li>${state}: ${counts[state] ?? 0}${state === resource.initial ? ', the first' : ''}${state === lit ? ', chosen' : ''}</li>`)}
		${resource.moves.map(({ from, to, operationId, at }) => html`<li>${from.join(', ')} → ${to} by ${operationId ?? `time (${at ?? ''})`}</li>`)}
	</ul></details>`;
}

/** Long names keep their beginning and end. */
function shorten(label: string): string {
	return label.length > 26 ? `${label.slice(0, 14)}…${label.slice(-10)}` : label;
}
