// The states of a resource as a picture, with counts; and the same in words.

import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { Resource } from './control-types.ts';
import { type Diagram, LINE_HEIGHT, layOut, NODE_HEIGHT, type Node, shorten } from './diagram-layout.ts';

/** Smaller, its words could not be read. */
const LEAST_SCALE = 0.8;
/** What it may take of the page, as the style sheet has it. */
const MAX_HEIGHT = 520;

/** What is to be seen of a resource's states. */
export interface DiagramArgs {
	counts: Readonly<Record<string, number>>;
	/** The state of the chosen entity. */
	lit: string | undefined;
	/** The only state whose entities are listed; empty: all of them are. */
	only: string;
	/** Hears of the state that somebody wants to see alone. */
	onChoose: (state: string) => void;
	/** Of the box that it stands in. */
	width: number;
}

/** Draws the diagram; each state is a button that shows its entities alone. */
export function renderDiagram(resource: Resource, args: DiagramArgs): TemplateResult {
	const { counts, lit } = args;
	const { width, height, nodes, edges } = layOutOnce(resource, args.width);
	const scale = Math.max(LEAST_SCALE, Math.min(1, args.width / width, MAX_HEIGHT / height));
	const isWhole = width * scale <= args.width && height * scale <= MAX_HEIGHT;
	const arrow = `arrow-${resource.name.replace(/\W/g, '-')}`;
	return html`<div class="diagram" tabindex="0" role="region" aria-label=${`Diagram of the states of ${resource.name}`}>
		<svg viewBox=${`0 0 ${width} ${height}`} width=${width * scale} height=${height * scale} role="group" aria-label=${`States of ${resource.name}; the list below says the same`}>
			<defs><marker id=${arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 L8 4 L0 8 z"></path></marker></defs>
			${edges.map(({ path }) => svg`<path class="edge" d=${path} marker-end=${`url(#${arrow})`}></path>`)}
			${edges.map(
				({ labels, lines, labelX, labelY }) =>
					svg`<text class="move">${lines.map((line, index) => svg`<tspan x=${labelX} y=${labelY + index * LINE_HEIGHT}>${line}</tspan>`)}<title>${labels.join(', ')}</title></text>`,
			)}
			${nodes.map((node) => renderNode(node, args))}
		</svg>
	</div>
	${isWhole ? nothing : html`<p class="quiet">The diagram is larger than this place: scroll in it.</p>`}
	<details><summary>The states in words</summary><ul>
		${resource.states.map((state) => html`<li>${state}: ${counts[state] ?? 0}${state === resource.initial ? ', the first' : ''}${state === lit ? ', chosen' : ''}</li>`)}
		${resource.moves.map(({ from, to, operationId, at }) => html`<li>${from.join(', ')} → ${to} by ${operationId ?? `time (${at ?? ''})`}</li>`)}
	</ul></details>`;
}

/** The same resource in the same place is laid out once. */
const laidOut = new WeakMap<Resource, Map<number, Diagram>>();

function layOutOnce(resource: Resource, width: number): Diagram {
	const known = laidOut.get(resource) ?? new Map<number, Diagram>();
	laidOut.set(resource, known);
	const diagram = known.get(width) ?? layOut(resource, { width });
	known.set(width, diagram);
	return diagram;
}

function renderNode({ state, x, y, width }: Node, { counts, lit, only, onChoose }: DiagramArgs): SVGTemplateResult {
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
		<rect x=${x} y=${y} width=${width} height=${NODE_HEIGHT} rx="8"></rect>
		<text x=${x + width / 2} y=${y + 17}>${shorten(state, 18)}</text>
		<text class="number" x=${x + width / 2} y=${y + 33}>${counts[state] ?? 0}</text>
	</g>`;
}
