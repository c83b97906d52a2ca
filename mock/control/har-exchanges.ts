// A HAR as exchanges with one API: what other hosts were asked is passed over, and told.

import { type ApiDocument, getOwn, type JsonObject, type JsonValue } from '../../spec/index.ts';
import { type OperationRouter, routeOperations } from '../pipeline/operation-plan.ts';
import { BLOT } from '../text/blot.ts';
import type { RecordedExchange } from '../types/recorded-exchange.ts';
import { type HarEntry, listHarEntries, readHarEntry } from './har-entry.ts';
import { createRedaction, type Redaction } from './redact.ts';
import { renderMessage } from './render-exchange.ts';

/** What a HAR holds of one API. */
export interface HarExchanges {
	/** Credentials are blotted out. */
	exchanges: RecordedExchange[];
	/** Scheme, host and port of the API; absent: no entry is of the documents. */
	origin: string | undefined;
	/** Entries of other hosts, by these. */
	passedOver: ReadonlyMap<string, number>;
	/** Entries that say no request. */
	unread: number;
	/** Answers of a mock's own, in a HAR of one with the API behind it. */
	played: number;
}

/**
 * The exchanges with the API of the documents: that of `upstream`, or of the host that has most requests which the documents know. An
 * upstream's own path is taken off. `session`: what they are said to be of.
 */
export function readHarExchanges(
	har: JsonValue,
	{ documents, upstream, session }: { documents: readonly ApiDocument[]; upstream?: URL | undefined; session: string },
): HarExchanges {
	const router = routeOperations(documents.flatMap(({ operations }) => [...operations]));
	const all = listHarEntries(har);
	// A mock says of each entry that the API was asked for what came of it.
	const isOfMock = all.some((entry) => getOwn(entry, '_upstream') !== undefined);
	const listed = isOfMock ? all.filter((entry) => getOwn(entry, '_upstream') === 'forwarded') : all;
	const entries = listed.flatMap((entry) => readHarEntry(entry) ?? []);
	const byOrigin = Map.groupBy(entries, ({ origin }) => origin);
	const base = upstream?.pathname.replace(/\/+$/, '') ?? '';
	const origin = upstream?.origin ?? findOrigin(byOrigin, router);
	const own = (origin !== undefined && byOrigin.get(origin)) || [];
	const passedOver = new Map([...byOrigin].filter(([one]) => one !== origin).map(([one, list]) => [one, list.length]));
	const read = createExchangeReader({ documents, base, session });
	return {
		exchanges: own.map(read),
		origin,
		passedOver,
		unread: listed.length - entries.length,
		played: all.length - listed.length,
	};
}

/**
 * Reads entries as exchanges, one after the other; credentials are blotted out, and what headers named `secrets` (lower case) hold.
 * `base`: the path of the API's own address, which is taken off.
 */
export function createExchangeReader({
	documents,
	base,
	session,
	secrets = [],
}: {
	documents: readonly ApiDocument[];
	base: string;
	session: string;
	secrets?: readonly string[];
}): (entry: HarEntry) => RecordedExchange {
	const router = routeOperations(documents.flatMap(({ operations }) => [...operations]));
	const known = createRedaction(documents);
	const redaction: Redaction = {
		...known,
		header: (name, value) => (secrets.includes(name.toLowerCase()) ? BLOT : known.header(name, value)),
	};
	let id = 0;
	return (entry) => {
		const { method, target } = entry.request;
		const local = base !== '' && target.startsWith(`${base}/`) ? target.slice(base.length) : target;
		const match = router.match(method, local.split('?', 1)[0] as string, entry.request);
		const operationId = match.kind === 'found' ? match.plan.operation.id : null;
		const of = { operationId: operationId ?? undefined, redaction };
		id += 1;
		const exchange: JsonObject = {
			id,
			at: new Date(entry.atMs).toISOString(),
			durationMs: entry.durationMs,
			session,
			imported: true,
			scenario: null,
			operationId,
			request: { method, target: redaction.target(local), ...renderRequest(entry, of) },
			response: {
				status: entry.status >= 100 ? entry.status : null,
				...renderMessage(Object.entries(entry.headers), entry.body, of),
			},
			why: { step: 'sent', summary: 'imported from a HAR', findings: [] },
		};
		return exchange as unknown as RecordedExchange;
	};
}

type Of = Parameters<typeof renderMessage>[2];

function renderRequest({ request, requestBody }: HarEntry, of: Of): JsonObject {
	const { rawHeaders } = request;
	const pairs = rawHeaders.flatMap((name, index): [string, string][] =>
		index % 2 === 0 ? [[name, rawHeaders[index + 1] as string]] : [],
	);
	return renderMessage(pairs, requestBody === '' ? undefined : requestBody, of);
}

function findOrigin(byOrigin: ReadonlyMap<string, readonly HarEntry[]>, router: OperationRouter): string | undefined {
	const counted = [...byOrigin].map(([origin, entries]) => ({
		origin,
		known: entries.filter(({ request }) => router.match(request.method, request.path).kind === 'found').length,
	}));
	return counted.filter(({ known }) => known > 0).sort((a, b) => b.known - a.known)[0]?.origin;
}
