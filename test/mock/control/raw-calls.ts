// Calls of the control API with the head as it stands, and what they could have changed.

import { expect } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { type RawReply, sendRaw } from '../../support/raw.ts';

/** All that a call could have changed, the order of use included. */
export function readWorld({ engine }: RunningMock): string {
	const worlds = engine.sessions.list().map((session) => ({
		name: session.name,
		scenario: session.scenario?.scenario.name,
		cues: session.cues.length,
		now: session.clock.nowMs(),
		variant: session.variant,
		counts: session.store.counts(),
		exchanges: session.journal.list().map(({ id, reads }) => [id, reads !== undefined]),
		entities: [...engine.resources.values()].map(({ name }) => session.store.list(name)),
	}));
	return JSON.stringify(worlds);
}

export interface Sent {
	at: RunningMock;
	headers?: Record<string, string | undefined>;
	body?: string | undefined;
	contentType?: string | undefined;
}

/** One call with the headers as they stand; `undefined` leaves one out. */
export function send(method: string, target: string, { at, headers = {}, body = '', contentType }: Sent) {
	const all: Record<string, string | undefined> = {
		Host: `127.0.0.1:${at.port}`,
		...(contentType !== undefined && { 'Content-Type': contentType }),
		...(body !== '' && { 'Content-Length': String(Buffer.byteLength(body)) }),
		...headers,
		Connection: headers['Connection'] ?? 'close',
	};
	const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\r\n`]));
	return sendRaw(at.port, `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`, { quietMs: 50 });
}

/** It grants nothing to other origins, and tells them nothing. */
export function expectNothingGranted({ text }: RawReply): void {
	expect(text).not.toMatch(/access-control-/i);
	expect(text).not.toMatch(/event-stream|PAID|paid-order/);
}
