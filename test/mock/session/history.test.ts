// The bounds of what can be taken back.

import { expect, it } from 'vitest';
import { createHistory, MAX_UNDO_BYTES } from '../../../mock/session/history.ts';
import type { Session } from '../../../mock/session/session.ts';
import { noJournal } from './sessions.ts';

const named = (name: string): Session => ({ name, journal: noJournal() }) as unknown as Session;

it('gives the oldest ways back up, of whatever session, when they take too much', () => {
	const history = createHistory();
	const forgotten: string[] = [];
	const note = (name: string, bytes: number): void => {
		const takeBack = { bytes, run: () => undefined, forget: () => void forgotten.push(name) };
		history.note(named(name), { kind: 'used', summary: name, atMs: 0, takeBack });
	};
	note('a', MAX_UNDO_BYTES / 2);
	note('b', MAX_UNDO_BYTES / 2);
	expect(forgotten).toEqual([]);
	note('c', 1);
	expect(forgotten).toEqual(['a']);
	expect(history.listUndoable('a')).toEqual([]);
	expect(history.list('a').length).toBe(1);
	note('d', MAX_UNDO_BYTES + 1);
	expect(forgotten).toEqual(['a', 'b', 'c', 'd']);
	note('e', 1);
	expect(history.takeBack('e').map(({ summary }) => summary)).toEqual(['e']);
	expect(forgotten.length).toBe(4);
});

it('remembers the steps of a bounded number of sessions', () => {
	const history = createHistory();
	for (let index = 0; index < 2500; index += 1)
		history.note(named(`s${index}`), { kind: 'cued', summary: 'x', atMs: 0 });
	expect(history.list('s0')).toEqual([]);
	expect(history.list('s2499').length).toBe(1);
	for (let index = 0; index < 300; index += 1) history.note(named('s2499'), { kind: 'cued', summary: 'x', atMs: 0 });
	expect(history.list('s2499').length).toBe(200);
	expect(history.list('s2499').at(-1)?.id).toBe(301);
});

it('forgets the calls of the oldest steps, of whatever session', () => {
	const history = createHistory();
	for (let index = 0; index < 5010; index += 1) {
		const name = `s${Math.floor(index / 100)}`;
		history.note(named(name), { kind: 'cued', summary: 'x', atMs: 0, did: { operation: 'addCue' } });
	}
	const kept = (name: string): number => history.list(name).filter(({ did }) => did).length;
	expect([kept('s0'), kept('s1'), kept('s50')]).toEqual([90, 100, 10]);
	history.forget('s1');
	expect(history.list('s1')).toEqual([]);
});
