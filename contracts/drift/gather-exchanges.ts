// Where the exchanges come from that are looked at: the API itself, pacts' requests to it, a HAR, or what a running mock has forwarded.

import { isOfReality, openTrial, type RecordedExchange, readTimeout } from '../../mock/inner.ts';
import { type ApiDocument, findNamed, formatCount, StartupError } from '../../spec/index.ts';
import { renderRequest } from '../check/render-request.ts';
import { loadPacts } from '../pact/index.ts';
import { readFromMock } from '../write/exchange-sources.ts';
import { readHar } from '../write/read-har.ts';
import { askReality } from './ask-reality.ts';
import { openReality, type Reality } from './call-reality.ts';
import type { DriftArguments } from './drift-flags.ts';

/** Exchanges with the real API. */
export interface GatheredExchanges {
	exchanges: RecordedExchange[];
	notes: string[];
	/** Absent: nothing was called. */
	reality?: Reality;
}

type Options = DriftArguments['options'];

/** Safe methods of pacts' requests. */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'QUERY']);

/** Gathers them. Rejects with a StartupError for flags that can't be used, and for an API that answers nothing. */
export async function gatherExchanges(
	documents: readonly ApiDocument[],
	options: Options,
	onCall: (call: { method: string; target: string }, count: number) => void,
): Promise<GatheredExchanges> {
	const { from } = options;
	const [kind = '', ...rest] = from.split(':');
	const file = rest.join(':');
	if (kind === 'har' && file !== '') {
		const { exchanges, notes } = await readHar(file, { documents, upstream: options.upstream });
		return { exchanges, notes };
	}
	if (kind === 'session' && file === '') return readSession(documents, options);
	// As `pact write` has it: an address is a running mock's.
	if (/^https?:\/\//.test(from)) return readSession(documents, { ...options, url: from });
	const isKnown = (kind === 'pacts' && file !== '') || ((kind === 'safe' || kind === 'samples') && file === '');
	if (!isKnown)
		throw refuse(
			`--from takes safe, samples, pacts:FILE, har:FILE, session or a mock's address, not "${from}"`,
			'write it like --from har:checkout.har',
		);
	if (options.upstream === undefined)
		throw refuse(`--from ${kind} asks the real API, and needs its address`, 'write --upstream http://localhost:8000');
	const operations = documents.flatMap((document) => document.operations);
	const named = readNamed(options.operation ?? [], operations);
	const reality = openReality({
		documents,
		upstream: options.upstream,
		headers: options.header ?? [],
		timeoutMs: readTimeout(options.upstreamTimeout),
		ca: options.upstreamCa,
		env: process.env,
		maxAnswer: options.maxAnswer,
		maxCalls: options.maxCalls,
		onCall,
	});
	const trial = await openTrial(documents);
	try {
		const exchanges =
			kind === 'pacts'
				? await askByPacts(file, { reality, operations, named })
				: await askReality({ reality, trial, operations, named, isBySamples: kind === 'samples' });
		return { exchanges, notes: tellCalls(reality, exchanges, options), reality };
	} finally {
		trial.close();
		reality.close();
	}
}

function tellCalls(reality: Reality, exchanges: readonly RecordedExchange[], options: Options): string[] {
	const { failures, calls, url } = reality;
	if (calls > 0 && failures.length === calls)
		throw refuse(
			`the API at ${url} answered none of ${formatCount(calls, 'call')}: ${failures[0] ?? ''}`,
			'check --upstream',
		);
	const refused = exchanges.filter(({ response }) => response.status === 401 || response.status === 403).length;
	return [
		...failures.slice(0, 10),
		...(failures.length > 10 ? [`no answer to ${formatCount(failures.length - 10, 'more call')}`] : []),
		...(calls >= options.maxCalls ? [`no more than ${options.maxCalls} calls were made (--max-calls)`] : []),
		...(refused > 0 && refused * 2 >= exchanges.length
			? [`${refused} of ${formatCount(exchanges.length, 'answer')} had 401 or 403: give credentials by --header`]
			: []),
	];
}

async function readSession(documents: readonly ApiDocument[], options: Options): Promise<GatheredExchanges> {
	const { session = 'default', url, adminToken } = options;
	const files = { documents: [], overlays: [], scenarios: undefined, loaded: documents };
	const source = await readFromMock(
		{ url, adminToken, sessions: [session], namedBy: url === options.from ? '--from' : '--url' },
		files,
	);
	const exchanges = source.exchanges.filter(isOfReality);
	if (exchanges.length === 0)
		throw refuse(
			`the session ${session} has no exchange with the real API`,
			'start the mock with --upstream, or import a HAR into the session',
		);
	const lost = source.lost.map(
		(one) => `the journal has let go of ${formatCount(one.exchanges, 'exchange')} of ${one.session}`,
	);
	return { exchanges, notes: lost };
}

/** The requests of pacts; those that change something only where their operation is named. */
async function askByPacts(
	place: string,
	{
		reality,
		operations,
		named,
	}: { reality: Reality; operations: ApiDocument['operations']; named: ReadonlySet<string> },
): Promise<RecordedExchange[]> {
	const { sources, findings } = await loadPacts([place], { provider: undefined, broker: undefined });
	const [unread] = findings.filter(({ severity }) => severity === 'error');
	if (unread) throw refuse(`${unread.pact.file}: ${unread.message}`, 'name pacts that can be read');
	const exchanges: RecordedExchange[] = [];
	for (const { pact } of sources) {
		for (const interaction of pact.interactions) {
			if (interaction.kind !== 'http') continue;
			const { request, bytes } = renderRequest(interaction.request);
			const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
				name === 'authorization' || value === undefined ? [] : [[name, String(value)]],
			);
			const call = { method: request.method, target: request.target, headers, ...(bytes && { body: bytes }) };
			if (!SAFE.has(request.method) && !isNamed(call, { operations, named })) continue;
			const exchange = await reality.call(call);
			if (exchange) exchanges.push(exchange);
		}
	}
	return exchanges;
}

function isNamed(
	{ method, target }: { method: string; target: string },
	{ operations, named }: { operations: ApiDocument['operations']; named: ReadonlySet<string> },
): boolean {
	const [path = ''] = target.split('?', 1);
	return operations.some(({ id, method: own, pathTemplate, document }) => {
		if (!named.has(id) || own.toUpperCase() !== method) return false;
		const pattern = pathTemplate
			.split(/\{[^{}]+\}/)
			.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
			.join('[^/]+');
		return document.basePaths.some((base) => new RegExp(`^${pattern}$`).test(path.slice(base.length)));
	});
}

function readNamed(words: readonly string[], operations: ApiDocument['operations']): ReadonlySet<string> {
	return new Set(
		words.map((word) => {
			const named = findNamed(word, operations);
			if (!named.operation) throw refuse(`--operation: ${named.message}`, named.remedy);
			return named.operation.id;
		}),
	);
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
