// Every scenario of the platform's groups keeps its promise: on what it brings, and on what the app has made before or makes after.

import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { shippedScenarios } from '../../mock/options/defaults.ts';
import { PAIR_SCENARIOS } from '../support/pair.ts';
import { type Ids, startPlatform, Visitor } from '../support/platform.ts';
import { PLATFORM_PLAYS } from '../support/platform-plays.ts';

let mock: RunningMock;
let played = 0;
beforeAll(async () => {
	mock = await startPlatform();
});
afterAll(() => {
	console.log(`${Object.keys(PLATFORM_PLAYS).length} scenarios, ${played} calls`);
});

/** What a scenario brings, under the names of the path parameters. */
function readParameters(name: string): Ids {
	const parameters = (mock.engine.scenarios.get(name)?.parameters ?? {}) as Ids;
	const { document_id, section_id, sign_id, ...others } = parameters;
	return {
		...others,
		...(document_id && { documentId: document_id }),
		...(section_id && { sectionExternalId: section_id }),
		...(sign_id && { sign_id, simple_sign_id: sign_id }),
	};
}

async function play(name: string, visitor: Visitor, ids: Ids): Promise<void> {
	for (const [index, [operation, status, parts, body]] of (PLATFORM_PLAYS[name]?.scenes(ids) ?? []).entries()) {
		const seen = await visitor.send(operation, parts);
		const where = `${name}, call ${index + 1}: ${operation}: ${seen.reason}`;
		expect(seen.status, where).toBe(status);
		if (body) expect(seen.body, where).toMatchObject(body);
		played += 1;
	}
}

it('each that ships has a play, and no play is of one that does not ship', () => {
	const files = readdirSync(shippedScenarios()).filter((file) => file.endsWith('.yaml'));
	const shipped = files.map((file) => file.replace(/\.yaml$/, ''));
	const others = shipped.filter((name) => !PAIR_SCENARIOS.includes(name));
	expect(Object.keys(PLATFORM_PLAYS).sort()).toEqual(others.sort());
	expect(others.length).toBeGreaterThan(30);
});

describe.each(Object.entries(PLATFORM_PLAYS))('%s', (name, { make }) => {
	it('keeps its promise on what it brings', async () => {
		const visitor = new Visitor(mock, `brought-${name}`);
		await visitor.use(name);
		await play(name, visitor, readParameters(name));
	});

	it('keeps its promise on what was there before', async () => {
		const visitor = new Visitor(mock, `before-${name}`);
		const ids = (await make?.(visitor)) ?? {};
		await visitor.use(name, { keep: true });
		await play(name, visitor, ids);
	});

	if (!make) return;
	it('keeps its promise on what is made while it is in use', async () => {
		const visitor = new Visitor(mock, `after-${name}`);
		await visitor.use(name);
		await play(name, visitor, await make(visitor));
	});
});
