// A HAR file as exchanges with one API.

import { type RecordedExchange, readHarExchanges } from '../../mock/inner.ts';
import {
	type ApiDocument,
	isMissing,
	type JsonValue,
	readTextInput,
	StartupError,
	tellUnread,
} from '../../spec/index.ts';
import { attachBodies } from './har-files.ts';

/** What a HAR holds of an API, and sentences (without a full stop) on what it holds beside. */
export interface HarFile {
	exchanges: RecordedExchange[];
	notes: string[];
}

/** Reads a HAR. Rejects with a StartupError `option.invalid` for a file that is none, or holds nothing of the documents' API. */
export async function readHar(
	file: string,
	{ documents, upstream }: { documents: readonly ApiDocument[]; upstream?: string | undefined },
): Promise<HarFile> {
	if (upstream !== undefined && !URL.canParse(upstream))
		throw refuse(`--upstream must be an address, not "${upstream}"`, 'write it like https://api.test');
	const har = parse(await readText(file));
	const missing = attachBodies(har, file);
	const { exchanges, origin, passedOver, unread, played } = readHarExchanges(har, {
		documents,
		upstream: upstream === undefined ? undefined : new URL(upstream),
		session: 'har',
	});
	if (exchanges.length === 0) {
		const others = [...passedOver.keys()].slice(0, 5).join(', ');
		throw refuse(
			`${file} holds no request to ${origin ?? 'an operation of the documents'}`,
			others === '' ? 'name a HAR 1.2 with requests in log.entries' : `it asks ${others}: name one by --upstream`,
		);
	}
	const others = [...passedOver].map(([host, count]) => `${host} (${count})`);
	return {
		exchanges,
		notes: [
			...(others.length > 0 ? [`${file}: passed over what other hosts were asked: ${others.join(', ')}`] : []),
			...(played > 0 ? [`${file}: ${played} entries are a mock's own answers, and are left out`] : []),
			...(missing.length > 0
				? [
						`${file}: ${missing.length === 1 ? '1 body is' : `${missing.length} bodies are`} in no file beside it, e.g. ${missing[0]}`,
					]
				: []),
			...(unread > 0 ? [`${file}: ${unread} entries say no request`] : []),
		],
	};
}

async function readText(file: string): Promise<string> {
	try {
		return await readTextInput(file);
	} catch (cause) {
		const remedy = isMissing(cause)
			? 'check the path'
			: 'name a HAR, as JSON; what is packed, such as a .zip of Playwright, is unpacked first';
		throw refuse(`${file} can't be read: ${tellUnread(cause)}`, remedy, cause);
	}
}

function parse(text: string): JsonValue {
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		return null;
	}
}

function refuse(message: string, remedy: string, cause?: unknown): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy, cause });
}
