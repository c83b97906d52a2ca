// Where `Location` leads (RFC 9110 §10.2.2), as a path of this mock.

import type { Operation } from '../../spec/index.ts';
import { readPathName } from '../effects/entity-path.ts';
import { encodeTemplate } from '../request/path-segments.ts';
import type { EntityMention } from '../types/answer.ts';
import type { CheckedRequest } from '../types/request.ts';
import type { AnswerPlanned } from './answer-plan.ts';

/**
 * The path of the operation that reads what was created, below the same base path and in the same session as the request;
 * `undefined` where no operation reads it.
 */
export function locateCreated(
	{ readBy, operation }: AnswerPlanned,
	{ request, mention }: { request: CheckedRequest; mention: EntityMention },
): string | undefined {
	if (!readBy) return undefined;
	const resource = readBy.document.resources.get(mention.resource);
	const about = { reader: readBy, resource, key: mention.key, entity: mention.after, request };
	const path = encodeTemplate(readBy.pathTemplate).replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
		encodeURIComponent(readPathName(name, about) ?? ''),
	);
	const own = encodeTemplate(operation.pathTemplate).replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
		encodeURIComponent(String(request.path.get(name) ?? '')),
	);
	const before = request.request.path;
	const base = before.endsWith(own) ? before.slice(0, before.length - own.length) : '';
	return sessionPrefix(request) + base + path + writeKeyQuery(readBy, mention.key);
}

/** `?id=1`, where the path alone names nobody. */
function writeKeyQuery({ effect }: Operation, key: string): string {
	const from = effect && 'key' in effect && effect.key.kind === 'query' ? effect.key : undefined;
	return from ? `?${encodeURIComponent(from.name)}=${encodeURIComponent(key)}` : '';
}

/** The request's own path: the place of what has no other. */
export function locateRequest(request: CheckedRequest): string {
	return sessionPrefix(request) + request.request.path;
}

/** `/__session/<name>` where the request came by it. */
function sessionPrefix({ request }: CheckedRequest): string {
	const [whole = ''] = request.target.split('?', 1);
	return whole.startsWith('/__session/') && whole.endsWith(request.path)
		? whole.slice(0, whole.length - request.path.length)
		: '';
}
