// Under `npm run coverage`: what a page ran, handed to Vitest like that of a child process.

import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { joinPage } from '../../../mock/console/join-page.ts';

type Script = Awaited<ReturnType<Page['coverage']['stopJSCoverage']>>[number];
/** A place in a source: of the joined script's offset `from` on. */
interface Place {
	file: string;
	offset: number;
}

const PAGE = new URL('../../../mock/console/page/', import.meta.url);
const MAIN = '/__admin/console/main.js';

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
		const result: object[] = [];
		for (const { url, source = '', functions } of scripts) {
			if (!url.endsWith(MAIN)) continue;
			finder ??= createFinder(source);
			result.push(...toSources(functions, await finder));
		}
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, `page-${randomUUID()}.json`), JSON.stringify({ result }));
	};
	for (const owner of [page, context]) {
		const close = owner.close.bind(owner);
		owner.close = async () => {
			await save();
			await close();
		};
	}
}

/** One for a run: what is joined is the same each time. */
let finder: Promise<(offset: number) => Place | undefined> | undefined;

/** What ran of the script, by its sources; what is of packages or shared with the mock is left out. */
function toSources(functions: Script['functions'], find: (offset: number) => Place | undefined): object[] {
	const bySource = new Map<string, object[]>();
	for (const one of functions) {
		const file = find((one.ranges[0] as Script['functions'][number]['ranges'][number]).startOffset)?.file;
		if (!file?.startsWith(PAGE.href)) continue;
		const ranges = one.ranges.flatMap(({ startOffset, endOffset, count }) => {
			const [from, last] = [find(startOffset), find(endOffset - 1)];
			if (from?.file !== file || last?.file !== file) return [];
			return [{ startOffset: from.offset, endOffset: last.offset + 1, count }];
		});
		const known = bySource.get(file);
		if (known) known.push({ ...one, ranges });
		else bySource.set(file, [wholeModule(file), { ...one, ranges }]);
	}
	return [...bySource].map(([url, own], index) => ({ url, scriptId: String(index), functions: own }));
}

/** What of a module is in none of its functions ran as the page began. */
function wholeModule(file: string): object {
	const endOffset = readFileSync(new URL(file), 'utf8').length;
	return { functionName: '', isBlockCoverage: true, ranges: [{ startOffset: 0, endOffset, count: 1 }] };
}

/** From an offset in the script that was served to the place in its source. */
async function createFinder(served: string): Promise<(offset: number) => Place | undefined> {
	const { script, map } = await joinPage({ minify: false });
	if (script !== served) throw new Error('the page that was served is of other sources');
	const payload = JSON.parse(map) as SourceMapPayload;
	const places = new SourceMap(payload);
	const lines = findLines(script);
	const sources = new Map(payload.sources.map((name, index) => [name, findLines(payload.sourcesContent[index] ?? '')]));
	return (offset) => {
		const line = lines.findLastIndex((start) => start <= offset);
		const entry = places.findEntry(line, offset - (lines[line] as number));
		if (!('originalSource' in entry)) return undefined;
		const start = sources.get(entry.originalSource)?.[entry.originalLine] ?? 0;
		return { file: new URL(entry.originalSource, PAGE).href, offset: start + entry.originalColumn };
	};
}

/** Where each line begins. */
function findLines(text: string): number[] {
	return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
