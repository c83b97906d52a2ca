// The answers that pacts expect, for a running mock to show beside those that it has given.

import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PactCoverage, ReadPacts } from '../../mock/inner.ts';
import { type ApiDocument, statusKeyOf } from '../../spec/index.ts';
import type { Pact } from '../pact/index.ts';
import { loadPacts } from '../pact/index.ts';
import { exercisesOfPacts } from './exercises.ts';

/**
 * A reader of the pacts in files and folders (every `*.json` in them). Files that are as they were are not read again, and
 * calls at the same time share one reading. What can't be read is a finding; a folder without pacts is none.
 */
export function createPactReader(places: readonly string[]): ReadPacts {
	let known = '';
	let reading: Promise<PactCoverage> | undefined;
	return async (documents) => {
		const now = await describeFiles(places);
		if (!reading || now !== known) {
			known = now;
			reading = measurePacts(places, documents);
		}
		return reading;
	};
}

async function measurePacts(places: readonly string[], documents: readonly ApiDocument[]): Promise<PactCoverage> {
	const { sources, findings } = await loadPacts(places);
	const answers = new Map<string, { operationId: string; status: string; interactions: number; by: Set<string> }>();
	const read = sources.map(({ pact }) => {
		let matched = 0;
		for (const { operation, response } of exercisesOfPacts([pact], documents).exercises) {
			const status = response && statusKeyOf(operation, response.status);
			if (status === undefined) continue;
			matched += 1;
			const name = JSON.stringify([operation.id, status]);
			const answer = answers.get(name) ?? { operationId: operation.id, status, interactions: 0, by: new Set() };
			answer.interactions += 1;
			answer.by.add(pact.consumer);
			answers.set(name, answer);
		}
		return describePact(pact, matched);
	});
	return {
		read,
		expected: [...answers.values()].map(({ by, ...answer }) => ({ ...answer, consumers: [...by].sort() })),
		findings: findings
			.filter(({ severity, code }) => severity === 'error' && code !== 'pact.files.none')
			.map(({ code, message, pact: { file, pointer } }) => ({
				code,
				// The system's own words name the folder, which is nobody's business.
				message:
					code === 'pact.file.unreadable'
						? `It can't be read (${/\bE[A-Z]+\b/.exec(message)?.[0] ?? 'unknown'})`
						: message,
				pointer,
				file: basename(file),
			})),
	};
}

function describePact({ file, consumer, provider, interactions }: Pact, matched: number) {
	const count = interactions.length;
	return { file: basename(file), consumer, provider, interactions: count, unmatched: count - matched };
}

/** Which files there are, of which size and time; different once one of them is another. */
async function describeFiles(places: readonly string[]): Promise<string> {
	const lines = await Promise.all(
		places.map(async (place) => {
			const folder = await describeFile(place);
			const names = (await readdir(place).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
			return [folder, ...(await Promise.all(names.map((name) => describeFile(join(place, name)))))];
		}),
	);
	return lines.flat().join('\n');
}

async function describeFile(file: string): Promise<string> {
	try {
		const { size, mtimeMs, ino } = await stat(file);
		return `${file} ${size} ${mtimeMs} ${ino}`;
	} catch {
		return `${file} –`;
	}
}
