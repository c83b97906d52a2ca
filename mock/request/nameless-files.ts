// Parts of a multipart body that are files and have no name: the platform's reader takes them for texts, which loses their bytes.

import { isUtf8 } from 'node:buffer';
import { isRawBytes, type MediaType, parseMediaType, viewItems, viewSchema } from '../../spec/index.ts';
import { viewBuffer } from './body-parse.ts';
import { viewMember } from './coerce-text.ts';

const NAME = '; filename=""';

/**
 * The same body in which each part that is no UTF-8, and is bytes by its own Content-Type or by the document, has an (empty) file name;
 * `undefined`: there is none. The body was cut up before, so that it is one.
 */
export function nameFiles(
	bytes: Uint8Array,
	{ contentType, mediaType }: { contentType: string; mediaType: MediaType },
): Uint8Array | undefined {
	const boundary = parseMediaType(contentType)?.parameters['boundary'];
	if (boundary === undefined) return undefined;
	const body = viewBuffer(bytes);
	const delimiter = `--${boundary}`;
	const pieces: Buffer[] = [];
	let done = 0;
	for (let at = body.indexOf(delimiter); at >= 0; ) {
		const end = body.indexOf('\r\n\r\n', at);
		const next = body.indexOf(`\r\n${delimiter}`, end);
		if (end < 0 || next < 0) break;
		const head = body.subarray(at, end).toString('latin1');
		if (!isUtf8(body.subarray(end + 4, next)) && isNamelessFile(head, mediaType)) {
			const place = at + head.search(DISPOSITION);
			const lineEnd = body.indexOf('\r\n', place);
			pieces.push(body.subarray(done, lineEnd), Buffer.from(NAME));
			done = lineEnd;
		}
		at = next + 2;
	}
	return pieces.length === 0 ? undefined : Buffer.concat([...pieces, body.subarray(done)]);
}

const DISPOSITION = /^content-disposition:/im;

function isNamelessFile(head: string, mediaType: MediaType): boolean {
	const [, disposition] = /^content-disposition:([^\r\n]*)/im.exec(head) ?? [];
	if (disposition === undefined || /;\s*filename\*?\s*=/i.test(disposition)) return false;
	const [, type] = /^content-type:\s*([^\r\n;]+)/im.exec(head) ?? [];
	if (type !== undefined && !/^(?:text\/|multipart\/)/i.test(type)) return true;
	const [, name = ''] = /;\s*name="([^"]*)"/i.exec(disposition) ?? [];
	const member = viewMember(viewSchema(mediaType.schema), Buffer.from(name, 'latin1').toString('utf8'));
	return isRawBytes(member) || isRawBytes(viewItems(member) ?? member);
}
