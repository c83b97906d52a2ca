// Where a callback goes: its expression filled in from the request and its answer, and whether it may be called.

import { isIPv4, isIPv6 } from 'node:net';
import { getOwn, type JsonValue, parseExpression, parsePointer } from '../../spec/index.ts';
import { compileExpression } from '../effects/expressions.ts';
import { isControlPath } from '../request/control-path.ts';
import { splitSessionPrefix } from '../request/session.ts';
import type { CheckedRequest } from '../types/request.ts';

/** What expressions read. */
export interface CallbackContext {
	request: CheckedRequest;
	status: number;
	/** The answer's body as a value; `undefined`: none. */
	value: JsonValue | undefined;
	headers: Readonly<Record<string, string>>;
}

const EMBEDDED = /\{(\$[^{}]+)\}/g;

/**
 * `http://x.test/{$request.body#/id}` with its values; an expression alone needs no braces. `undefined`: one of them has no value, as
 * where a client left out an optional address.
 */
export function fillExpression(template: string, context: CallbackContext): string | undefined {
	if (template.startsWith('$')) return readText(template, context);
	let isComplete = true;
	const filled = template.replaceAll(EMBEDDED, (_, expression: string) => {
		const text = readText(expression, context);
		if (text === undefined) isComplete = false;
		return text ?? '';
	});
	return isComplete ? filled : undefined;
}

function readText(expression: string, context: CallbackContext): string | undefined {
	const value = readValue(expression, context);
	return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
}

function readValue(expression: string, { request, status, value, headers }: CallbackContext): JsonValue | undefined {
	if (expression === '$statusCode') return status;
	if (expression === '$response.body') return value;
	if (expression.startsWith('$response.body#')) {
		const tokens = parsePointer(expression.slice('$response.body#'.length));
		return tokens?.reduce<JsonValue | undefined>(
			(at, token) => (Array.isArray(at) ? at[Number(token)] : getOwn(at, token)),
			value,
		);
	}
	const header = /^\$response\.header\.(.+)$/.exec(expression)?.[1]?.toLowerCase();
	if (header !== undefined) return Object.entries(headers).find(([name]) => name.toLowerCase() === header)?.[1];
	const parsed = parseExpression(expression);
	return parsed.ok ? compileExpression(parsed.expression)(request) : undefined;
}

/**
 * Why an address may not be called; `undefined`: it may. This machine (loopback) and the named hosts are; the control API of a mock
 * never is, since a callback could steer it.
 */
export function judgeUrl(text: string, hosts: readonly string[]): string | undefined {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) return `${JSON.stringify(text.slice(0, 100))} is no http address`;
	if (url.username !== '' || url.password !== '') return 'an address with credentials is not called';
	if (!isLoopback(url.hostname) && !hosts.some((host) => [url.hostname, url.host].includes(host.toLowerCase()))) {
		return `${url.hostname} is not this machine; allow it by --callback-host ${url.hostname}`;
	}
	return isControlPath(splitSessionPrefix(url.pathname).path) ? 'the control API is not called' : undefined;
}

function isLoopback(hostname: string): boolean {
	if (hostname === 'localhost' || hostname.endsWith('.localhost')) return true;
	if (isIPv4(hostname)) return hostname.startsWith('127.');
	return hostname.startsWith('[') && isIPv6(hostname.slice(1, -1)) && hostname === '[::1]';
}
