// `request list`, `request show` and `scenario make`: the journal of a running mock, for those who open no page.

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { getList, getOwn, type JsonObject, StartupError, tellUnwritten, writeWhole } from '../../spec/index.ts';
import type { Exchange } from '../console/page/control-types.ts';
import { formatCurl } from '../console/page/curl.ts';
import { formatScenario } from '../console/page/scenario-yaml.ts';
import { nameDuration, nameStatus, tellWhy } from '../console/page/show-text.ts';
import { findRoot, keepLocal } from '../files/local-path.ts';
import { alignColumns } from '../log/terminal.ts';
import { formatSafeJson, makeSafe } from '../text/safe-text.ts';
import type { MAKE_FLAGS, REQUEST_LIST_FLAGS, REQUEST_SHOW_FLAGS } from './calling-flags.ts';
import type { CommandArguments } from './command.ts';
import { type Calling, connectControl, sessionPath } from './control-client.ts';

/** Prints the newest requests of a session, the newest last, each with its why. */
export async function runRequestList(args: CommandArguments<typeof REQUEST_LIST_FLAGS>): Promise<0> {
	const { options, terminal } = args;
	const { limit, search, session } = options;
	const status = readStatus(options.status);
	const query = new URLSearchParams({
		limit: String(limit),
		...(status !== undefined && { status }),
		...(search !== undefined && { q: search }),
	});
	const journal = await connectControl(options).call({ path: `${sessionPath(session)}/requests?${query}` });
	if (options.json) terminal.print(formatSafeJson(journal, 2));
	else {
		const rows = getList(journal, 'requests').map((one) => describeRow(one as unknown as Exchange));
		terminal.print(rows.length === 0 ? 'no requests' : alignColumns(rows).join('\n'));
		const [total, dropped] = [Number(getOwn(journal, 'total')), Number(getOwn(journal, 'dropped'))];
		if (dropped > 0) terminal.print(`${total} kept, ${dropped} older dropped`);
	}
	return 0;
}

/** Prints one request: in short, as JSON, or as a line of curl that sends it again. */
export async function runRequestShow(args: CommandArguments<typeof REQUEST_SHOW_FLAGS>): Promise<0> {
	const { positionals, options, terminal } = args;
	const exchange = await readExchange(positionals[0] as string, options);
	if (options.curl) {
		const { text, missing } = formatCurl(exchange, { origin: new URL(connectControl(options).url).origin });
		if (options.json) {
			terminal.print(formatSafeJson({ curl: text, missing: [...missing] }, 2));
			return 0;
		}
		const safe = makeSafe(text, Number.POSITIVE_INFINITY);
		terminal.print(safe);
		const hidden = safe === text ? [] : ['characters that a terminal must not get, which are escaped'];
		for (const what of [...missing, ...hidden]) terminal.warn(`stunt-double: the line is without ${makeSafe(what)}`);
	} else if (options.json) terminal.print(formatSafeJson(exchange, 2));
	else terminal.print(describeExchange(exchange).join('\n'));
	return 0;
}

/** Prints the YAML of a scenario in which a request meets what it met; with `--into`, writes it into that folder. */
export async function runScenarioMake(args: CommandArguments<typeof MAKE_FLAGS>): Promise<0> {
	const { positionals, options, terminal } = args;
	const exchange = await readExchange(positionals[0] as string, options);
	if (exchange.operationId === null) {
		throw refuse(`no operation fits request ${exchange.id}, so no scenario can play it`, 'name another request');
	}
	const folder = options.into;
	const up = folder === undefined ? {} : { up: findRoot(folder) };
	const made = formatScenario(exchange, { taken: await listStates(options), ...up });
	const file = folder === undefined ? undefined : keepLocal(writeNew(folder, made));
	if (options.json) terminal.print(formatSafeJson({ name: made.name, ...(file && { file }), text: made.text }, 2));
	else terminal.print(file === undefined ? made.text.trimEnd() : `${file} was written`);
	return 0;
}

function readStatus(word: string | undefined): string | undefined {
	if (word === undefined || /^[1-5](?:\d\d|xx)$/i.test(word)) return word?.toUpperCase();
	throw refuse(`--status must be a status or a range of them, not "${word}"`, 'write it like 404 or 4XX');
}

/** The provider states that the mock's scenarios serve already. */
async function listStates(options: Calling): Promise<string[]> {
	const scenarios = getList(await connectControl(options).call({ path: '/scenarios' }), 'scenarios');
	return scenarios.flatMap((one) => getList(one, 'states')).filter((state) => typeof state === 'string');
}

async function readExchange(id: string, options: Calling & { session?: string | undefined }): Promise<Exchange> {
	if (!/^[1-9]\d{0,14}$/.test(id)) throw refuse(`a request is named by its number, not "${id}"`, 'see request list');
	const path = `${sessionPath(options.session)}/requests/${id}`;
	return (await connectControl(options).call({ path })) as unknown as Exchange;
}

function describeRow({ id, at, request, response, durationMs, why }: Exchange): string[] {
	const cells = [
		String(id),
		at.slice(11, 19),
		request.method,
		request.target,
		nameStatus(response.status),
		nameDuration(durationMs),
	];
	return [...cells, tellWhy(why)].map((cell) => makeSafe(cell, 200));
}

function describeExchange(exchange: Exchange): string[] {
	const { request, response, why, operationId, at, durationMs } = exchange;
	const lines = [
		`${request.method} ${request.target}`,
		`${nameStatus(response.status)} ${tellWhy(why)}`,
		`${operationId ?? 'no operation'}, ${at}, ${nameDuration(durationMs)}`,
		...why.findings.map(({ in: place, pointer, message }) => `  ${place ?? ''} ${pointer} ${message}`),
		...describeMessage('request', request),
		...describeMessage('answer', response),
	];
	return lines.map((line) => makeSafe(line, 20_000));
}

function describeMessage(name: string, message: Exchange['request'] | Exchange['response']): string[] {
	const headers = Object.entries(message.headers as JsonObject).map(
		([header, value]) => `  ${header}: ${[value].flat().join(', ')}`,
	);
	const body = message.body === undefined ? [] : JSON.stringify(message.body, undefined, 2).split('\n');
	return [`${name}:`, ...headers, ...body.map((line) => `  ${line}`)];
}

/** Whole, or not at all; never in the place of a file that is there. */
function writeNew(folder: string, { name, text }: { name: string; text: string }): string {
	const file = join(folder, `${name}.yaml`);
	try {
		mkdirSync(folder, { recursive: true });
		writeWhole(file, text, { isNew: true });
	} catch (error) {
		if (existsSync(file))
			throw refuse(`${keepLocal(file)} is there already`, 'rename it, or name another folder with --into');
		throw refuse(`${keepLocal(file)} can't be written (${tellUnwritten(error)})`, 'name another folder with --into');
	}
	return file;
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
