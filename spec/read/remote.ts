// Files at http(s) addresses: read only when the user allows it, within limits.

import { StartupError } from '../errors.ts';
import { MAX_SOURCE_BYTES, parseSource, type Source } from './source.ts';

const TIMEOUT_MS = 10_000;

/** Fetches one file, in ten seconds and 64 MiB at most. Throws a StartupError (`document.reference-remote`). */
export async function fetchSource(url: string): Promise<Source> {
	try {
		const response = await fetch(url, {
			signal: AbortSignal.timeout(TIMEOUT_MS),
			headers: { accept: 'application/json, application/yaml, text/yaml, */*;q=0.1' },
		});
		if (!response.ok) throw refuse(url, `answered ${response.status}`);
		return parseSource({ file: url, text: await readText(response, url) });
	} catch (error) {
		if (error instanceof StartupError) throw error;
		const why = error instanceof Error && error.name === 'TimeoutError' ? 'took too long' : "can't be reached";
		throw refuse(url, why, error);
	}
}

async function readText(response: Response, url: string): Promise<string> {
	const decoder = new TextDecoder('utf-8');
	let text = '';
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += chunk.byteLength;
		if (size > MAX_SOURCE_BYTES) throw refuse(url, 'is larger than 64 MiB');
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}

function refuse(url: string, why: string, cause?: unknown): StartupError {
	return new StartupError({
		code: 'document.reference-remote',
		message: `${url} ${why}`,
		remedy: 'keep a copy beside the document',
		cause,
	});
}
