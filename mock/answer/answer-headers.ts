// The headers that the document gives an answer: all of them are sent, but those that the server sets itself and optional ones
// that would mislead a client if they were made up.

import { type JsonValue, parsePointer, readPreconditions, toPlain } from '../../spec/index.ts';
import { digest } from '../effects/birth/tags.ts';
import type { ShownVersion } from '../effects/effect-result.ts';
import type { Session } from '../session/session.ts';
import type { Answer, EntityMention } from '../types/answer.ts';
import type { ListPage } from '../types/list-page.ts';
import type { CheckedRequest } from '../types/request.ts';
import type { AnswerPlanned, HeaderPlan } from './answer-plan.ts';
import { generateFrom } from './complete-entity.ts';
import { findShown, fitsHeader, isSendable, toFieldText, writeHeader } from './header-text.ts';
import { locateCreated, locateRequest } from './location.ts';
import { findHeader, isOwnedHeader, setHeader } from './owned-headers.ts';
import { readPageHeader } from './page-headers.ts';
import { showsKey } from './shows-key.ts';

/** What the headers of an answer are made from. */
interface HeaderSource {
	answer: Answer;
	plan: AnswerPlanned;
	session: Session;
	request: CheckedRequest | undefined;
	mention: EntityMention | undefined;
	/** How many entities the list has on all its pages, where the answer is one. */
	total: number | undefined;
	/** Of a list. */
	page: ListPage | undefined;
	/** Of an entity, where the document has something to do with versions. */
	version: ShownVersion | undefined;
}

/** Adds the documented headers to an answer whose body is there. `Location` leads to what was created. */
export function composeHeaders(source: HeaderSource, headers: readonly HeaderPlan[]): void {
	for (const header of headers) {
		const { name, required } = header.definition;
		if (isOwnedHeader(name)) continue;
		const value =
			(name === 'location' ? findLocation(source, header) : undefined) ??
			findVersion(source, header) ??
			findPaged(source, header) ??
			findShown(header) ??
			findMeant(source, header) ??
			(required || mayInvent(name) ? generate(source, header) : undefined);
		if (value === undefined) continue;
		// Cookies can't be joined (RFC 6265 §3): each has a line of its own.
		if (name === 'set-cookie' && Array.isArray(value)) {
			source.answer.cookies = value.map((one) => toFieldText(String(one)));
			continue;
		}
		setHeader(source.answer.headers, name, toFieldText(writeHeader(value, header.definition)));
	}
	if (source.mention?.outcome === 'created') addLocation(source);
	addTag(source);
}

/** What is stored changes, and what tells its version with it: no example does. */
function findVersion(source: HeaderSource, { definition: { name }, schema }: HeaderPlan): JsonValue | undefined {
	const { version, total, answer } = source;
	const { status } = answer;
	if ((name !== 'etag' && name !== 'last-modified') || status >= 400) return undefined;
	const changed = version?.changedMs;
	const moment = changed === undefined ? undefined : new Date(changed).toUTCString();
	const own = name === 'etag' ? (version?.tag ?? (total === undefined ? undefined : tagBody(answer))) : moment;
	return own === undefined ? undefined : [own, Number(own)].find((one) => schema.fits(one));
}

/** Of a list, what the document takes in that header. */
function findPaged({ page }: HeaderSource, header: HeaderPlan): JsonValue | undefined {
	const value = page && readPageHeader(header.definition.name, page, header.schema.view);
	return value !== undefined && fitsHeader(value, header) ? value : undefined;
}

/** Clients that are to send an ETag must have got one. */
function addTag({ answer, plan, version, total }: HeaderSource): void {
	if (answer.status >= 400 || findHeader(answer.headers, 'etag') !== undefined) return;
	const { ifNoneMatch, mayBeUnmodified } = readPreconditions(plan.operation);
	const tag = version?.tag ?? (total !== undefined && (ifNoneMatch || mayBeUnmodified) ? tagBody(answer) : undefined);
	if (tag !== undefined) setHeader(answer.headers, 'ETag', toFieldText(tag));
}

function tagBody({ body }: Answer): string {
	return `"${digest(String(body ?? ''))}"`;
}

/**
 * Where the answer shows neither the entity nor its key by its name (`{ "success": true, "ruleId": 7 }`), nothing else tells where the
 * new entity is (RFC 9110 §15.3.2).
 */
function addLocation({ answer, request, mention, plan }: HeaderSource): void {
	if (!request || !mention || mention.key === '' || mention.others !== undefined) return;
	if (showsKey(answer.value, mention.key) && !isCalledOtherwise(plan)) return;
	if (Object.keys(answer.headers).some((name) => name.toLowerCase() === 'location')) return;
	const path = locateCreated(plan, { request, mention });
	if (path !== undefined) setHeader(answer.headers, 'Location', toFieldText(path));
}

/** Neither `id` nor the path's own name for it is what the answer calls the key, e.g. `ruleId` or `transactionId` for `/rules/{id}`. */
function isCalledOtherwise(plan: AnswerPlanned): boolean {
	let found = calledOtherwise.get(plan);
	if (found === undefined) {
		found = compareNames(plan);
		calledOtherwise.set(plan, found);
	}
	return found;
}

const calledOtherwise = new WeakMap<AnswerPlanned, boolean>();

function compareNames({ operation, readBy }: AnswerPlanned): boolean {
	const { effect, document } = operation;
	const reading = readBy?.effect;
	if (!effect || !reading || !('key' in reading) || reading.key.kind !== 'path') return false;
	const resource = document.resources.get(effect.resource);
	const shown =
		effect.answerKey === undefined
			? (resource?.keyPath?.at(-1) ?? resource?.key)
			: parsePointer(effect.answerKey)?.at(-1);
	const name = toPlain(shown ?? 'id');
	return name !== 'id' && !toPlain(reading.key.name).endsWith(name);
}

/** Of this mock, so that nobody else is called. */
const ELSEWHERE = '/elsewhere';

function isRead(method: string): boolean {
	return method === 'GET' || method === 'HEAD';
}

/** Absolute where the document's format asks for it (RFC 9110 §10.2.2 allows both forms). */
function findLocation(source: HeaderSource, header: HeaderPlan): string | undefined {
	const { definition, schema } = header;
	const { request, mention, plan, answer } = source;
	if (!request) return undefined;
	const created = mention?.outcome === 'created' ? locateCreated(plan, { request, mention }) : undefined;
	// A redirect that leads nowhere is none (RFC 9110 §15.4).
	const isRedirect = answer.status >= 300 && answer.status < 400;
	const isWanted = definition.required || isRedirect;
	if (created === undefined && (!isWanted || findShown(header) !== undefined)) return undefined;
	// Who follows a redirect to where it came from comes there again.
	const isLoop = isRedirect && isRead(request.request.method);
	const located = created ?? (isLoop ? ELSEWHERE : locateRequest(request));
	const absolute = `http://${request.request.headers['host'] ?? 'localhost'}${located}`;
	return !schema.fits(located) && schema.fits(absolute) ? absolute : located;
}

const TOTAL = /(?:^|-)total(?:-?(?:count|items|results|elements|records))?$|^(?:x-)?(?:item-?)?count$/;
/** What a client would follow, obey or keep: never made up unless the document requires it. */
const MISLEADING =
	/^(?:link|location|content-.*|refresh|(?:set-)?cookie|.*-authenticate|clear-site-data|alt-svc|strict-transport-security|x-frame-options|.*-policy|access-control-.*|accept-.*|deprecation|sunset|warning|age|expires|vary|via|server|allow|last-event-id|report-to|nel)$|(?:^|[-_])(?:next|prev|previous|cursor|continuation|pages?|more|total|count)(?:[-_]|$)/;

function mayInvent(name: string): boolean {
	return !MISLEADING.test(name);
}

/** A value that means something here; `undefined`: none is known, or the document wants another kind of value. */
function findMeant(source: HeaderSource, { definition, schema }: HeaderPlan): JsonValue | undefined {
	const meant = readMeant(source, definition.name);
	if (meant === undefined) return undefined;
	const candidates = typeof meant === 'number' ? [meant, String(meant)] : [meant];
	return candidates.find((candidate) => schema.fits(candidate));
}

function readMeant({ answer, request, session, total }: HeaderSource, name: string): string | number | undefined {
	if (TOTAL.test(name)) return total ?? (Array.isArray(answer.value) ? answer.value.length : undefined);
	switch (name) {
		case 'etag':
			return tagBody(answer);
		case 'last-modified':
			return new Date(session.clock.nowMs()).toUTCString();
		case 'cache-control':
			return 'no-cache';
		case 'retry-after':
			return 1;
		case 'access-control-allow-origin':
			return answer.definition?.headers.some((one) => one.name === name && one.required) ? '*' : undefined;
		case 'allow':
			return request?.operation.method.toUpperCase();
		default: {
			// What a client sends to find its request again comes back.
			const sent = /-id$/.test(name) ? request?.request.headers[name] : undefined;
			return typeof sent === 'string' ? sent : undefined;
		}
	}
}

/** Made up from the schema, once for a session's seed. */
function generate({ answer, plan, session }: HeaderSource, header: HeaderPlan): JsonValue | undefined {
	const { definition, schema } = header;
	const seed = session.random.seedFor(`header/${plan.operation.id}/${answer.status}/${definition.name}`);
	if (header.made?.seed === seed) return header.made.value;
	const made = generateFrom(schema.view, { session, seed });
	const value = made.ok && isSomething(made.value) && maySend(made.value, header) ? made.value : undefined;
	header.made = { seed, value };
	return value;
}

/** Of a required one it is told what of it doesn't fit, rather than that it is missing. */
function maySend(value: JsonValue, { definition }: HeaderPlan): boolean {
	return definition.required || isSendable(writeHeader(value, definition));
}

/** An empty object comes of a header without a schema. */
function isSomething(value: JsonValue): boolean {
	return typeof value !== 'object' || value === null || Object.keys(value).length > 0;
}
