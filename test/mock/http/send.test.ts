import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { sendAnswer } from '../../../mock/http/send.ts';
import type { Answer } from '../../../mock/types/answer.ts';
import { atFileEnd } from '../../support/file-end.ts';
import { head, sendRaw } from '../../support/raw.ts';

it.each<[string, string, string]>([
	['ASCII', 'tea', 'tea'],
	['other letters', '\u017eofie', '\u00c5\u00beofie'],
])('a header has its bytes as they are beside a body of %s', async (_what, body, bytes) => {
	const answer = { status: 200, headers: { 'X-Name': 'Zo\u00eb' }, body } as unknown as Answer;
	const server = createServer((_request, response) => sendAnswer(response, answer, () => {})).listen(0, '127.0.0.1');
	atFileEnd(() => void server.close());
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	const { text } = await sendRaw(port, head('GET', '/', { Connection: 'close' }));
	expect(text).toContain('X-Name: Zo\u00eb\r\n');
	expect(text).toMatch(new RegExp(`\\r\\n\\r\\n${bytes}$`));
});
