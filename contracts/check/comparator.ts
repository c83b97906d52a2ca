// A second opinion on every interaction: @pactflow/openapi-pact-comparator, which reads examples, never matchers or states.

import { type ApiDocument, copyJson, type JsonObject, joinPointer, type Pointer } from '../../spec/index.ts';
import type { HttpInteraction, PactBody } from '../pact/index.ts';

/** What the comparator said of one interaction. */
export interface ComparatorResult {
	/** The comparator's own code, e.g. `response.body.incompatible`. */
	code: string;
	type: 'error' | 'warning' | 'info';
	message: string;
	/** In the pact file, as near as the comparator's location tells. */
	pointer: Pointer;
}

/** An interaction with the path that its document has for it, without a server's base path. */
export interface ComparedInteraction {
	interaction: HttpInteraction;
	path: string;
}

interface Compare {
	compare(pact: JsonObject): AsyncIterable<{
		code: string;
		type: string;
		message: string;
		mockDetails?: { location?: string };
	}>;
}

/** Its types can't be read from here: they name files by aliases of their own package. */
interface ComparatorModule {
	Comparator: new (options: { oas: JsonObject }) => Compare;
}

const comparators = new WeakMap<ApiDocument, Promise<Compare>>();

/**
 * Compares interactions with one document; by interaction, only those with something to say. The document stays as it is.
 * Rejects with what the comparator throws, e.g. for schemas of a dialect that it doesn't know.
 */
export async function compareWithDocument(
	document: ApiDocument,
	compared: readonly ComparedInteraction[],
): Promise<ReadonlyMap<HttpInteraction, readonly ComparatorResult[]>> {
	const found = new Map<HttpInteraction, ComparatorResult[]>();
	if (compared.length === 0) return found;
	let comparator = comparators.get(document);
	if (!comparator) {
		comparator = openComparator(document);
		comparators.set(document, comparator);
	}
	const pact = {
		metadata: { pactSpecification: { version: '3.0.0' } },
		interactions: compared.map(renderInteraction),
	} as JsonObject;
	for await (const result of (await comparator).compare(pact)) {
		const { index, pointer } = readLocation(result.mockDetails?.location ?? '');
		const entry = compared[index];
		if (!entry) continue;
		const { interaction } = entry;
		const list = found.get(interaction) ?? [];
		found.set(interaction, list);
		const type = result.type === 'error' || result.type === 'warning' ? result.type : 'info';
		list.push({ code: result.code, type, message: result.message, pointer: `${interaction.pointer}${pointer}` });
	}
	return found;
}

/** It writes into what it is given, so it gets a copy; and it must not take settings from the document's `info`. */
async function openComparator(document: ApiDocument): Promise<Compare> {
	const oas = copyJson(document.root);
	const info = oas['info'];
	if (typeof info === 'object' && info !== null && !Array.isArray(info)) {
		for (const key of Object.keys(info)) if (key.startsWith('x-opc-config-')) delete info[key];
	}
	const { Comparator } = (await import('@pactflow/openapi-pact-comparator')) as unknown as ComparatorModule;
	return new Comparator({ oas });
}

/** One plain form for all versions of Pact. */
function renderInteraction({ interaction, path }: ComparedInteraction): JsonObject {
	const { description, request, response } = interaction;
	return {
		description,
		request: {
			method: request.method,
			path,
			query: Object.fromEntries([...request.query].map(([name, values]) => [name, [...values]])),
			headers: renderHeaders(request.headers, request.body),
			...renderBody(request.body),
		},
		response: {
			status: response.status,
			headers: renderHeaders(response.headers, response.body),
			...renderBody(response.body),
		},
	};
}

function renderHeaders(headers: ReadonlyMap<string, readonly string[]>, body: PactBody): JsonObject {
	const rendered = Object.fromEntries([...headers].map(([name, values]) => [name, values.join(', ')]));
	const type = 'contentType' in body ? body.contentType : undefined;
	return { ...(type !== undefined && { 'content-type': type }), ...rendered };
}

function renderBody(body: PactBody): JsonObject {
	if (body.kind === 'json') return { body: copyJson(body.value) };
	return body.kind === 'text' ? { body: body.text } : {};
}

/** `[root].interactions[3].response.body.id` → 3 and `/response/body/id`. */
function readLocation(location: string): { index: number; pointer: Pointer } {
	const found = /^\[root\]\.interactions\[(\d+)\]\.?(.*)$/s.exec(location);
	if (!found) return { index: -1, pointer: '' };
	const parts = (found[2] ?? '').split(/[.[\]]+/).filter((part) => part !== '');
	return { index: Number(found[1]), pointer: joinPointer('', ...parts) };
}
