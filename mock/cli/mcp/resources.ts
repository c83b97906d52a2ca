// What an agent may read of a mock: its documents, its scenario files, the journals of its sessions.

import { readFileSync } from 'node:fs';
import { getList, getString, isAddress, isObject, StartupError } from '../../../spec/index.ts';
import { sessionPath } from '../control-client.ts';
import type { ServedMock } from './call-tool.ts';

/** One thing to read. */
export interface Resource {
	uri: string;
	name: string;
	mimeType: string;
}

/** Where things stand whose names an agent knows (RFC 6570). */
export const RESOURCE_TEMPLATES: readonly { uriTemplate: string; name: string; mimeType: string }[] = [
	{ uriTemplate: 'stunt-double://documents/{number}', name: 'document', mimeType: 'text/plain' },
	{ uriTemplate: 'stunt-double://scenarios/{scenario}', name: 'scenario file', mimeType: 'application/yaml' },
	{
		uriTemplate: 'stunt-double://sessions/{session}/requests',
		name: 'journal of a session',
		mimeType: 'application/json',
	},
	{
		uriTemplate: 'stunt-double://sessions/{session}/requests/{id}',
		name: 'request with its answer and why',
		mimeType: 'application/json',
	},
];

/** What there is now. Rejects with a StartupError where no mock answers. */
export async function listResources({ client, documents }: ServedMock): Promise<Resource[]> {
	const [scenarios, sessions] = await Promise.all([
		client.call({ path: '/scenarios' }),
		client.call({ path: '/sessions' }),
	]);
	return [
		...documents.map((name, index) => ({ uri: `stunt-double://documents/${index + 1}`, name, mimeType: typeOf(name) })),
		...getList(scenarios, 'scenarios')
			.filter(isObject)
			.map((one) => ({
				uri: `stunt-double://scenarios/${encodeURIComponent(getString(one, 'name') ?? '')}`,
				name: `scenario: ${getString(one, 'title') ?? getString(one, 'name') ?? ''}`,
				mimeType: 'application/yaml',
			})),
		...getList(sessions, 'sessions')
			.filter(isObject)
			.map((one) => ({
				uri: `stunt-double://sessions/${encodeURIComponent(getString(one, 'name') ?? '')}/requests`,
				name: `journal of session ${getString(one, 'name')}`,
				mimeType: 'application/json',
			})),
	];
}

/** The text of one. Rejects with a StartupError for what there is not, or what can't be read from here. */
export async function readResource(uri: string, mock: ServedMock): Promise<{ mimeType: string; text: string }> {
	const [kind, name = '', ...rest] = uri
		.replace(/^stunt-double:\/\//, '')
		.split('/')
		.map(decode);
	if (kind === 'documents' && rest.length === 0) return readDocument(Number(name), mock);
	if (kind === 'scenarios' && rest.length === 0) {
		const scenario = await mock.client.call({ path: `/scenarios/${encodeURIComponent(name)}` });
		const text = getString(scenario, 'text');
		return text === undefined
			? { mimeType: 'application/json', text: JSON.stringify(scenario, undefined, 1) }
			: { mimeType: 'application/yaml', text };
	}
	if (kind === 'sessions' && rest[0] === 'requests' && rest.length <= 2) {
		const path = [sessionPath(name), ...rest.map(encodeURIComponent)].join('/');
		return { mimeType: 'application/json', text: JSON.stringify(await mock.client.call({ path }), undefined, 1) };
	}
	throw refuse(
		`there is no resource ${uri}`,
		`write it like ${RESOURCE_TEMPLATES.map((one) => one.uriTemplate).join(', ')}`,
	);
}

async function readDocument(number: number, { documents }: ServedMock): Promise<{ mimeType: string; text: string }> {
	const place = documents[number - 1];
	if (place === undefined) throw refuse(`there is no document ${number}`, `there are ${documents.length}`);
	try {
		const text = isAddress(place) ? await (await fetch(place)).text() : readFileSync(place, 'utf8');
		return { mimeType: typeOf(place), text };
	} catch (cause) {
		throw refuse(
			`${place} can't be read from here`,
			'ask list_operations and explain_operation, which the mock itself answers',
			cause,
		);
	}
}

function typeOf(name: string): string {
	return /\.ya?ml$/i.test(name) ? 'application/yaml' : 'application/json';
}

function decode(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

function refuse(message: string, remedy: string, cause?: unknown): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy, cause });
}
