// What a request says that only its owner may read: values of what its document marks as a password (OpenAPI 3.1.1 §4.4.2).

import {
	findProperty,
	listPasswords,
	type Operation,
	type Parameter,
	type Resource,
	type SchemaView,
	viewItems,
	viewSchema,
} from '../../spec/index.ts';
import type { MockRequest } from '../types/request.ts';
import { decodeForm, decodePlain } from './parameters/raw-query.ts';
import { matchMixedSegment, parseMixedSegment } from './path-segments.ts';
import type { Planned } from './router.ts';

const NO_NAMES: ReadonlySet<string> = new Set();
const NONE: readonly string[] = Object.freeze([]);
const inPath = new WeakMap<Operation, ReadonlySet<string>>();
const inQuery = new WeakMap<Operation, ReadonlySet<string>>();
const keyed = new WeakMap<Operation, boolean>();

/**
 * The secrets in a request's path and query, as they were sent and decoded, the longest first: `['hunter2']` of `/reset/hunter2`. `plan`:
 * the operation that it is of, and `values` what stands in its path; `undefined`: whichever have its path, with whatever in front and
 * whatever their methods.
 */
export function listSecrets(
	{ path, query }: Pick<MockRequest, 'path' | 'query'>,
	args: { plan: Planned | undefined; values: ReadonlyMap<string, string>; plans: readonly Planned[] },
): readonly string[] {
	const { plan, plans } = args;
	const found: string[] = [];
	if (plan) {
		addSecrets(plan.operation, { path, query }, found);
		for (const name of listHidden(plan.operation, 'path', inPath)) found.push(args.values.get(name) ?? '');
	} else {
		for (const { operation } of plans) {
			if (readPath(operation.pathTemplate, path)) addSecrets(operation, { path, query }, found);
		}
	}
	if (found.length === 0) return NONE;
	const both = found.flatMap((value) => [value, decodeForm(value) ?? value, decodePlain(value) ?? value]);
	return [...new Set(both)].filter((value) => value !== '').sort((a, b) => b.length - a.length);
}

function addSecrets(operation: Operation, { path, query }: Pick<MockRequest, 'path' | 'query'>, found: string[]): void {
	const hidden = listHidden(operation, 'path', inPath);
	if (hidden.size > 0) {
		for (const [name, value] of readPath(operation.pathTemplate, path) ?? []) if (hidden.has(name)) found.push(value);
	}
	if (query !== '') readQuery(query, listHidden(operation, 'query', inQuery), found);
}

/** Whether the entities of an operation go by a password, so that whoever tells their key tells a secret. */
export function hasSecretKey(operation: Operation, resources: ReadonlyMap<string, Resource>): boolean {
	let isSecret = keyed.get(operation);
	if (isSecret === undefined) {
		const key = operation.effect && resources.get(operation.effect.resource)?.key;
		isSecret = key !== undefined && showsSecret(operation, key);
		keyed.set(operation, isSecret);
	}
	return isSecret;
}

function showsSecret({ requestBody, responses }: Operation, name: string): boolean {
	const bodies = [requestBody?.mediaTypes ?? [], ...[...responses.values()].map(({ mediaTypes }) => mediaTypes)];
	return bodies.flat().some(({ schema }) => schema && isPasswordAt(viewSchema(schema), name));
}

function isPasswordAt(view: SchemaView, name: string): boolean {
	const items = viewItems(view);
	return [view, ...(items ? [items] : [])].some((one) => listPasswords(findProperty(one, name).view).isWhole);
}

function listHidden(
	operation: Operation,
	place: Parameter['in'],
	known: WeakMap<Operation, ReadonlySet<string>>,
): ReadonlySet<string> {
	let names = known.get(operation);
	if (!names) {
		const hidden = operation.parameters.filter(
			({ in: own, schema }) => own === place && schema && listPasswords(viewSchema(schema)).isWhole,
		);
		names = hidden.length > 0 ? new Set(hidden.map(({ name }) => name)) : NO_NAMES;
		known.set(operation, names);
	}
	return names;
}

/** The raw values of a template's names; `undefined`: the path is another one. What stands in front of it need not be known. */
function readPath(template: string, path: string): [name: string, value: string][] | undefined {
	const steps = template.split('/');
	const segments = path.split('/');
	// The first one is what stands before the slash.
	const from = segments.length - steps.length;
	if (from < 0) return undefined;
	const found: [string, string][] = [];
	for (let index = 1; index < steps.length; index++) {
		const step = steps[index] as string;
		const segment = segments[from + index] as string;
		if (!step.includes('{')) {
			if (step !== segment && step !== decodePlain(segment)) return undefined;
			continue;
		}
		const pattern = parseMixedSegment(step);
		const values: string[] = [];
		if (!matchMixedSegment(pattern, segment, values)) return undefined;
		for (const [at, value] of values.entries()) found.push([pattern.names[at] as string, value]);
	}
	return found;
}

function readQuery(query: string, hidden: ReadonlySet<string>, found: string[]): void {
	if (hidden.size === 0) return;
	for (const pair of query.split('&')) {
		const equals = pair.indexOf('=');
		if (equals < 0) continue;
		const raw = pair.slice(0, equals);
		if (hidden.has(decodeForm(raw) ?? raw)) found.push(pair.slice(equals + 1));
	}
}
