import { describe, expect, test } from 'vitest';
import { createOpener } from '../../../mock/session/open-session.ts';
import type { ReadyScenario } from '../../../mock/session/scenario-start.ts';
import type { Session } from '../../../mock/session/session.ts';
import { activate, openSessions, scenarioOf } from './sessions.ts';

const LARGE = scenarioOf({ name: 'large' });

function open({ takesTime = true }: { takesTime?: boolean } = {}) {
	const sessions = openSessions();
	const made: (ReadyScenario | undefined)[] = [];
	const waiting: (() => void)[] = [];
	const opener = createOpener({
		find: sessions.peek,
		startScenario: () => activate(LARGE),
		takesTime: () => takesTime,
		makeReady: async (_name, active) => {
			await new Promise<void>((resolve) => waiting.push(resolve));
			return { active, prepared: undefined };
		},
		create: (name, ready) => {
			made.push(ready);
			return sessions.get(name);
		},
	});
	return {
		sessions,
		opener,
		made,
		goOn: () => {
			for (const resolve of waiting.splice(0)) resolve();
		},
	};
}

describe('a session is opened', () => {
	test('at once where its start takes no time, and where it is there', async () => {
		const { sessions, opener, made } = open({ takesTime: false });
		expect(opener('a')).toBe(sessions.peek('a'));
		expect(opener('a')).toBe(sessions.peek('a'));
		expect(made).toEqual([undefined]);
	});

	test('once, however many ask for it while it begins', async () => {
		const { sessions, opener, made, goOn } = open();
		const asked = [opener('a'), opener('a'), opener('b')] as Promise<Session>[];
		expect(sessions.count()).toBe(0);
		goOn();
		const [first, second, other] = await Promise.all(asked);
		expect([first, second, other]).toEqual([sessions.peek('a'), sessions.peek('a'), sessions.peek('b')]);
		expect(made.map((ready) => ready?.active?.scenario.name)).toEqual(['large', 'large']);
		expect(opener('a')).toBe(first);
	});

	test('as it is, where somebody else has made it meanwhile', async () => {
		const { sessions, opener, made, goOn } = open();
		const asked = opener('a');
		const own = sessions.get('a');
		goOn();
		expect([await asked, made]).toEqual([own, []]);
	});
});
