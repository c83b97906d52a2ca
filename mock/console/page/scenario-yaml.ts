// An exchange as a scenario file: what was there, and what was answered.

import type { Exchange } from './control-types.ts';

/** Longer bodies are left out: the answer then is the document's own. */
const MAX_BODY = 4000;
/** Answers that the state gives by itself, once what was there is given. */
const BY_STATE = new Set(['sent', 'effect']);

/** What a new one begins as. */
export const NEW_SCENARIO = `name: my-scenario
title: What the app meets
given: {}
script: []
`;

/**
 * The YAML of a scenario whose session meets what this request met: the entity as it was before, and the answer as a cue,
 * where the state does not give it by itself. Values are written as JSON, which YAML understands.
 */
export function formatScenario(exchange: Exchange): { name: string; text: string } {
	const { operationId, response, why, request } = exchange;
	const status = response.status;
	const name = `${toName(operationId ?? 'request')}-${toName(String(status ?? response.fault ?? 'cut'))}`.slice(0, 100);
	const before = why.entity?.before;
	const lines = [
		`name: ${name}`,
		`title: ${write(`${operationId ?? request.method} is answered with ${status ?? response.fault ?? 'nothing'}`)}`,
		`description: ${write(`Made of a request of the session ${exchange.session}: ${why.summary}.`)}`,
		`clock: ${write(exchange.at)}`,
	];
	const parts = before && why.entity ? ['given:', `  ${write(why.entity.resource)}:`, `    - ${write(before)}`] : [];
	const isByState = BY_STATE.has(why.step) && (why.entity === undefined || before !== undefined || status === 404);
	if (!isByState && operationId !== null) parts.push('script:', ...formatCue(exchange));
	return { name, text: `${[...lines, ...formatParameters(parts.join('\n')), ...parts].join('\n')}\n` };
}

function formatCue({ operationId, response, why }: Exchange): string[] {
	const { status, fault, body, truncated } = response;
	const lines = [`  - on: ${write(operationId)}`];
	const isOff = why.offSpec === true || why.undocumented === true;
	if (fault !== undefined || status === null) lines.push(`    reply: { fault: ${write(fault ?? 'reset')} }`);
	else {
		const text = write(body);
		const isKept = body !== undefined && !truncated && text.length <= MAX_BODY && why.undocumented !== true;
		lines.push('    reply:', `      status: ${write(status)}`);
		if (isKept) lines.push(`      body: ${text}`);
	}
	if (isOff) lines.push('    offSpec: true');
	lines.push('    times: 1');
	return lines;
}

/** `${name}` in a scenario is a parameter: what only looks like one becomes one that stands for itself. */
function formatParameters(parts: string): string[] {
	const names = new Set([...parts.matchAll(/\$\{([A-Za-z_][A-Za-z0-9_-]*)\}/g)].map(([, name]) => name as string));
	if (names.size === 0) return [];
	return ['parameters:', ...[...names].map((name) => `  ${write(name)}: ${write(`\${${name}}`)}`)];
}

/** What YAML takes for a line's end or not at all, and what would steer or hide text on a terminal. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** As JSON, with such characters as their code units. */
function write(value: unknown): string {
	return JSON.stringify(value ?? null).replace(UNSAFE, (character) =>
		Array.from({ length: character.length }, (_, index) => {
			return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
		}).join(''),
	);
}

/** `getOrder` → `get-order`; `GET /orders/{id}` → `get-orders-id`. */
function toName(text: string): string {
	return (
		text
			.replace(/([a-z0-9])([A-Z])/g, '$1-$2')
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-|-$/g, '')
			.slice(0, 80)
			.replace(/-$/, '') || 'request'
	);
}
