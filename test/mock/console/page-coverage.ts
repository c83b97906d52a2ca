// Under `npm run coverage`: what a page ran, handed to Vitest like that of a child process.

import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

type Script = Awaited<ReturnType<Page['coverage']['stopJSCoverage']>>[number];

const PAGE = new URL('../../../mock/console/page/', import.meta.url);

/** Counts what a page runs until it, or its context, is closed by the test. Does nothing when no coverage is asked for. */
export async function countCoverage(page: Page): Promise<void> {
	const folder = process.env['NODE_V8_COVERAGE'];
	if (!folder) return;
	await page.coverage.startJSCoverage({ resetOnNavigation: false });
	const context = page.context();
	let isSaved = false;
	const save = async (): Promise<void> => {
		if (isSaved || page.isClosed()) return;
		isSaved = true;
		const scripts = await page.coverage.stopJSCoverage();
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, `page-${randomUUID()}.json`), JSON.stringify({ result: scripts.flatMap(toSource) }));
	};
	for (const owner of [page, context]) {
		const close = owner.close.bind(owner);
		owner.close = async () => {
			await save();
			await close();
		};
	}
}

/** A script of the console by the place of its source; no other. */
function toSource({ url, source, functions, scriptId }: Script): object[] {
	const [, stem] = /\/__admin\/console\/([a-z-]+)\.js$/.exec(url) ?? [];
	if (stem === undefined || source === undefined) return [];
	const file = new URL(`${stem}.ts`, PAGE);
	// What the page shares with the mock is counted there.
	if (!existsSync(file)) return [];
	const move = alignOffsets(source, readFileSync(file, 'utf8'));
	const moved = functions.map((one) => ({
		...one,
		ranges: one.ranges.map(({ startOffset, endOffset, count }) => ({
			startOffset: move(startOffset),
			endOffset: move(endOffset),
			count,
		})),
	}));
	return [{ url: file.href, scriptId, functions: moved }];
}

/**
 * From an offset in a script to that in its source: types were taken away in place and imports turned to their addresses,
 * so each line is where it was.
 */
function alignOffsets(served: string, source: string): (offset: number) => number {
	const [from, to] = [findLines(served), findLines(source)];
	return (offset) => {
		const line = from.findLastIndex((start) => start <= offset);
		const start = to[line] ?? source.length;
		const end = (to[line + 1] ?? source.length + 1) - 1;
		return Math.min(start + offset - (from[line] as number), end);
	};
}

/** Where each line begins. */
function findLines(text: string): number[] {
	return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
