// OpenAPI runtime expressions (OpenAPI 3.1.1 §4.8.20.3), the part of them that speaks of requests.

import { parsePointer } from '../read/pointer.ts';
import type { Expression } from '../types/effect.ts';

/** An expression, or why the text is none. */
export type ExpressionResult = { ok: true; expression: Expression } | { ok: false; message: string };

/** What an expression looks like, for schemas: `parseExpression` has the last word. */
export const EXPRESSION_PATTERN =
	'^\\$(url|method|(entity|element)(#(/.*)?)?|request\\.(path|query|header)\\..+|request\\.body(#(/.*)?)?)$';

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * `$request.path.order_id` → `{ kind: 'path', name: 'order_id', source }`. Known: `$url`, `$method`,
 * `$request.path.NAME`, `.query.NAME`, `.header.NAME` (name in lower case), `$request.body` and `$request.body#/POINTER`; and
 * where an effect has them, `$entity` and `$element` in the same way.
 */
export function parseExpression(source: string): ExpressionResult {
	if (source === '$url') return { ok: true, expression: { kind: 'url', source } };
	if (source === '$method') return { ok: true, expression: { kind: 'method', source } };
	const [, whole, pointer = ''] = /^\$(request\.body|entity|element)(?:#(.*))?$/s.exec(source) ?? [];
	if (whole !== undefined) {
		const kind = whole === 'request.body' ? 'body' : (whole as 'entity' | 'element');
		return parsePointer(pointer) && !/~(?![01])/.test(pointer)
			? { ok: true, expression: { kind, pointer, source } }
			: { ok: false, message: `"${source}" names no JSON pointer after the #` };
	}
	const match = /^\$request\.(path|query|header)\.(.+)$/s.exec(source);
	if (!match) return { ok: false, message: `"${source}" is no runtime expression on the request` };
	const kind = match[1] as 'path' | 'query' | 'header';
	const name = match[2] as string;
	if (kind !== 'header') return { ok: true, expression: { kind, name, source } };
	return TOKEN.test(name)
		? { ok: true, expression: { kind, name: name.toLowerCase(), source } }
		: { ok: false, message: `"${name}" is no name of a header` };
}
