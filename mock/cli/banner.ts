// What `start` prints before the first request: at most 25 lines, whatever the documents hold.

import { describeEffect, type Operation, type Resource } from '../../spec/index.ts';
import { formatSampleCurl } from '../console/page/curl.ts';
import { quoteWord } from '../console/page/quote-word.ts';
import { keepLocal } from '../files/local-path.ts';
import { alignColumns, paint } from '../log/terminal.ts';
import { isEveryAddress } from '../options/every-address.ts';
import type { Engine } from '../pipeline/engine.ts';
import { createSampleCall } from '../sample/sample-call.ts';
import { hasErrors } from '../scenarios/scenario-finding.ts';
import { makeSafe } from '../text/safe-text.ts';
import type { Scenario } from '../types/scenario.ts';

/** Documents, and resources, that are listed; more are counted. */
const MAX_LISTED = 4;
/** Lines for paths and what they do. */
const MAX_PATHS = 3;
/** Lines for the names of scenarios, and their width. */
const MAX_NAME_LINES = 3;
const NAME_WIDTH = 100;

/** The lines; headings are bold on a terminal. */
export function formatBanner(args: { engine: Engine; url: string; version: string; hasColor: boolean }): string[] {
	const { engine, url } = args;
	const lines = [
		`Stunt Double ${args.version} listens on ${url}${describeReach(engine)}${describeUpstream(engine)}`,
		'Documents',
		...listAtMost(engine.documents, (document) => {
			const count = document.operations.length;
			return [keepLocal(document.file), document.title, `${count} operation${count === 1 ? '' : 's'}`];
		}),
		...describeResources([...engine.resources.values()]),
		...describePaths(engine),
		...describeScenarios(engine),
		`Sessions  "default", or the one named by the header X-Mock-Session; ${describeSeed(engine)}`,
		`Console   ${url}/__admin/  (the API behind it: ${url}/__admin/openapi.json)`,
		'Try',
		...formatTryLines(engine, url).map((line) => `  ${line}`),
	];
	// Names and titles come from files: they must not steer the terminal.
	const safe = lines.map((line) => makeSafe(line, 4000));
	return safe.map((line) => line.replace(/^\S+/, (word) => paint(word, 'bold', args.hasColor)));
}

/** Where it listens beside the address that is told. */
function describeReach({ options: { host } }: Engine): string {
	return isEveryAddress(host) ? ' and every other address of this machine' : '';
}

/** ` in front of http://localhost:8000 (--forward available)`; nothing where there is no real API. */
function describeUpstream({ forwarding }: Engine): string {
	if (!forwarding) return '';
	const { rule } = forwarding.rules.choice;
	const { href } = forwarding.upstream.url;
	return ` in front of ${href.replace(/\/$/, '')} (--forward ${typeof rule === 'string' ? rule : rule.join(',')})`;
}

function describeSeed({ options }: Engine): string {
	if (options.seed === undefined) return 'ids differ from run to run (--seed 1 repeats them)';
	return `seed ${options.seed}: the same ids in every run, and time stands still`;
}

/** Three lines of curl: something new, a look at something (or a move of it), and another scenario. */
function formatTryLines(engine: Engine, url: string): string[] {
	const operations = engine.documents.flatMap((document) => document.operations);
	const withEffect = (...kinds: readonly string[]): Operation | undefined =>
		operations.find(({ effect }) => effect !== undefined && kinds.includes(effect.kind));
	const first = withEffect('create') ?? operations.find(({ method }) => method === 'post') ?? operations[0];
	const others = operations.filter((operation) => operation !== first);
	// Of what the first line makes nobody knows the key beforehand; a list shows it.
	const listed = operations.find(
		({ effect }) => effect?.kind === 'list' && effect.resource === first?.effect?.resource,
	);
	const second =
		(first?.effect?.kind === 'create' ? listed : undefined) ??
		withEffect('read') ??
		withEffect('move', 'delete', 'patch', 'replace', 'list') ??
		others.find(({ method }) => method === 'get') ??
		others[0];
	const { auth } = engine.options;
	const chosen = [first, second].filter((operation) => operation !== undefined);
	return [
		...chosen.map((operation) => formatSampleCurl(createSampleCall(operation, auth), url)),
		formatControlCall(engine, url),
	];
}

function formatControlCall(engine: Engine, url: string): string {
	const { adminToken, scenario } = engine.options;
	const token = adminToken === undefined ? '' : ' -H "Authorization: Bearer $STUNT_ADMIN_TOKEN"';
	const usable = engine.scenarios.list().filter((one) => isUsable(one) && one.name !== scenario);
	const chosen = usable.find(({ serves }) => serves.statuses.some((status) => status >= 400)) ?? usable[0];
	const sessions = `${url}/__admin/sessions`;
	if (!chosen) return `curl -i ${quoteWord(sessions)}${token}`;
	const body = quoteWord(JSON.stringify({ name: chosen.name }));
	const target = quoteWord(`${sessions}/default/scenario`);
	return `curl -i -X PUT ${target}${token} -H 'Content-Type: application/json' -d ${body}`;
}

function describeResources(resources: readonly Resource[]): string[] {
	if (resources.length === 0) return [`State     none: every answer is the document's example`];
	const rows = listAtMost(resources, ({ name, states, initial, inferred }) => {
		const rest = [...states.keys()].filter((state) => state !== initial);
		const moves = initial === undefined ? '' : [initial, ...(rest.length > 0 ? [rest.join(', ')] : [])].join(' → ');
		return [name, inferred ? 'inferred from the paths' : 'declared', moves];
	});
	return ['State', ...rows];
}

/** Paths with what each of their operations does; of those that do nothing, why. */
function describePaths({ documents, resources }: Engine): string[] {
	if (resources.size === 0) return [];
	const paths = new Map<string, Operation[]>();
	for (const operation of documents.flatMap(({ operations }) => operations)) {
		paths.set(operation.pathTemplate, [...(paths.get(operation.pathTemplate) ?? []), operation]);
	}
	const describe = (operation: Operation): string => {
		const { method, effect, document } = operation;
		const resource = effect && resources.get(effect.resource);
		const words = effect && resource && describeEffect(effect, resource);
		return `${method.toUpperCase()} ${words ?? `nothing: ${document.explainStateless?.(operation)?.reason}`}`;
	};
	const shown = [...paths].slice(0, paths.size > MAX_PATHS ? MAX_PATHS - 1 : MAX_PATHS);
	const rows = alignColumns(shown.map(([path, own]) => [cut(path, 60), cut(own.map(describe).join(' · '), 160)]));
	const rest = paths.size - shown.length;
	return ['Paths', ...rows, ...(rest > 0 ? [`… and ${rest} more (stunt-double lint tells all)`] : [])].map(
		(row, index) => (index === 0 ? row : `  ${row}`),
	);
}

function describeScenarios(engine: Engine): string[] {
	const { directory } = engine.scenarios;
	if (directory === undefined) return [`Scenarios none (--scenarios names their folder)`];
	const scenarios = engine.scenarios.list();
	const broken = scenarios.filter((scenario) => !isUsable(scenario)).length;
	const used = engine.options.scenario === undefined ? '' : `, sessions start with ${engine.options.scenario}`;
	const mistakes = broken > 0 ? `, ${broken} with mistakes (see stunt-double lint)` : '';
	return [
		`Scenarios ${scenarios.length} in ${keepLocal(directory)}${used}${mistakes}`,
		...wrapNames(scenarios.map(({ name }) => name)),
	];
}

function isUsable({ findings }: Scenario): boolean {
	return !hasErrors(findings);
}

function wrapNames(names: readonly string[]): string[] {
	const lines: string[] = [];
	let line = '  ';
	for (const [index, name] of names.entries()) {
		const word = index < names.length - 1 ? `${name}, ` : name;
		if (line.length + word.length > NAME_WIDTH && line !== '  ') {
			if (lines.length === MAX_NAME_LINES - 1) {
				lines.push(`${line}… and ${names.length - index} more`);
				return lines;
			}
			lines.push(line.trimEnd());
			line = '  ';
		}
		line += word;
	}
	return line === '  ' ? lines : [...lines, line];
}

function listAtMost<T>(all: readonly T[], describe: (one: T) => string[]): string[] {
	const shown = all.slice(0, all.length > MAX_LISTED ? MAX_LISTED - 1 : MAX_LISTED);
	const rows = alignColumns(shown.map(describe).map((row) => row.map((cell) => cut(cell, 80))));
	const rest = all.length - shown.length;
	return [...rows, ...(rest > 0 ? [`… and ${rest} more`] : [])].map((row) => `  ${row}`);
}

function cut(text: string, length: number): string {
	return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
