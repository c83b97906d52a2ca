// One route of the broker, and the table that finds it.

import type { Outcome } from '../record/outcome.ts';
import type { BrokerFolder, FolderWriter } from '../store/broker-folder.ts';
import type { BrokerState } from '../store/broker-state.ts';
import { parsePairs } from '../verdict/matrix-query.ts';
import type { WebhookRunner } from '../webhooks/webhook-runner.ts';
import type { Links } from './links.ts';
import type { ApiResponse } from './message.ts';

/** What a handler is given. */
export interface Call {
	folder: BrokerFolder;
	/** The folder as it is when the request comes in. */
	state: BrokerState;
	links: Links;
	/** The path's parameters, decoded; one that the route doesn't have is empty. */
	param(name: string): string;
	/** Without the `?`. */
	query: string;
	/** The first value of a query parameter; undefined: it isn't there or empty. */
	queryParam(name: string): string | undefined;
	/** Parsed JSON, or undefined. */
	body: unknown;
	/** Undefined: this broker sends none (it is a folder without a server). */
	webhooks: WebhookRunner | undefined;
}

export type Handler = (call: Call) => ApiResponse | Promise<ApiResponse>;

/** By method; `GET` answers `HEAD` too. */
export type Methods = Partial<Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', Handler>>;

/**
 * Templates with what they answer, e.g. `/pacticipants/{pacticipant}`. `{branch*}` takes slashes as well, because some clients
 * don't escape those of a branch.
 */
export type RouteTable = Readonly<Record<string, Methods>>;

export interface FoundRoute {
	methods: Methods;
	/** Still escaped. */
	params: Readonly<Record<string, string>>;
}

/** Compiles tables to a function that finds the route of an escaped path; the first that fits wins. */
export function compileRoutes(tables: readonly RouteTable[]): (path: string) => FoundRoute | undefined {
	const finders = tables.map(compilePaths);
	return (path) => {
		for (const find of finders) {
			const found = find(path);
			if (found) return { methods: found.entry, params: found.params };
		}
		return undefined;
	};
}

/** The same of one table of anything. */
export function compilePaths<T>(
	table: Readonly<Record<string, T>>,
): (path: string) => { entry: T; params: Readonly<Record<string, string>> } | undefined {
	const entries = Object.entries(table).map(([template, entry]) => ({ pattern: compileTemplate(template), entry }));
	return (path) => {
		for (const { pattern, entry } of entries) {
			const found = pattern.exec(path);
			if (found) return { entry, params: { ...found.groups } };
		}
		return undefined;
	};
}

/** Makes a change and answers with what came of it, or with the refusal. */
export async function answerChange<T>(
	call: Call,
	change: (writer: FolderWriter) => Outcome<T>,
	respond: (value: T, state: BrokerState) => ApiResponse,
): Promise<ApiResponse> {
	const outcome = await call.folder.change(change);
	return outcome.ok ? respond(outcome.value, call.folder.read()) : outcome.refusal;
}

/** A parameter of a query string by its exact name. */
export function readQueryParam(query: string, name: string): string | undefined {
	const value = parsePairs(query).find(([key]) => key === name)?.[1];
	return value === '' ? undefined : value;
}

function compileTemplate(template: string): RegExp {
	const source = template.replace(
		/\{(\w+)(\*?)\}/g,
		(_, name: string, star: string) => `(?<${name}>${star === '*' ? '.+?' : '[^/]+'})`,
	);
	return new RegExp(`^${source}/?$`);
}
