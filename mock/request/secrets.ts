// What a request says that only its owner may read: values of what its document marks as a password (OpenAPI 3.1.1 §4.4.2).

import {
	findProperty,
	listPasswords,
	type Operation,
	type Parameter,
	type Resource,
	type SchemaView,
	servedTemplate,
	viewItems,
	viewSchema,
} from '../../spec/index.ts';
import type { MockRequest, RequestSecrets } from '../types/request.ts';
import type { Planned } from './choose-route.ts';
import { decodeForm, decodePlain } from './parameters/raw-query.ts';
import { matchMixedSegment, parseMixedSegment } from './path-segments.ts';

/** Where the requests of an operation have secrets. */
interface SecretPlaces {
	operation: Operation;
	/** Names of parameters in the path. */
	inPath: ReadonlySet<string>;
	inQuery: ReadonlySet<string>;
	/** Its entities go by a password, so that whoever tells their key tells a secret. */
	hasSecretKey: boolean;
}

/** The part of an operation's plan that says where its requests have secrets. */
export interface SecretsPlanned extends Planned {
	/** Looked up with the first request; `null`: nowhere, as mostly. */
	secrets: SecretPlaces | null | undefined;
}

/** What a request is looked at for. */
interface Looked {
	request: Pick<MockRequest, 'path' | 'query'>;
	resources: ReadonlyMap<string, Resource>;
}

/** The paths of all operations in their segments: a client that is lost asks for many. */
const templates = new WeakMap<readonly SecretsPlanned[], readonly (readonly string[])[]>();

/**
 * The secrets of an operation's request: `{ texts: ['hunter2'], hasSecretKey: false }` of `/reset/hunter2`; `undefined`: there are none.
 * `values`: what stands in its path, decoded.
 */
export function findSecrets(
	plan: SecretsPlanned,
	{ request, resources, values }: Looked & { values: ReadonlyMap<string, string> },
): RequestSecrets | undefined {
	const places = readPlaces(plan, resources);
	if (!places) return undefined;
	const texts = listSecrets([places], request, values);
	return texts.length > 0 || places.hasSecretKey ? { texts, hasSecretKey: places.hasSecretKey } : undefined;
}

/** The same of a request that is for none of them: by whichever have its path, with whatever in front and whatever their methods. */
export function findStraySecrets(
	plans: readonly SecretsPlanned[],
	{ request, resources }: Looked,
): RequestSecrets | undefined {
	let all = templates.get(plans);
	if (!all) {
		all = plans.map(({ operation }) => servedTemplate(operation).split('/'));
		templates.set(plans, all);
	}
	const segments = request.path.split('/');
	const meant: SecretPlaces[] = [];
	for (const [index, steps] of all.entries()) {
		// Only of these is more looked at than the path, for which a document is read.
		const places = fitsLiterals(steps, segments) ? readPlaces(plans[index] as SecretsPlanned, resources) : null;
		if (places && readPath(servedTemplate(places.operation), request.path)) meant.push(places);
	}
	const texts = meant.length > 0 ? listSecrets(meant, request) : [];
	return texts.length > 0 ? { texts, hasSecretKey: false } : undefined;
}

function readPlaces(plan: SecretsPlanned, resources: ReadonlyMap<string, Resource>): SecretPlaces | null {
	if (plan.secrets !== undefined) return plan.secrets;
	const { operation } = plan;
	const inPath = listHidden(operation, 'path');
	const inQuery = listHidden(operation, 'query');
	const key = operation.effect && resources.get(operation.effect.resource)?.key;
	const hasSecretKey = key !== undefined && showsSecret(operation, key);
	plan.secrets = inPath.size + inQuery.size > 0 || hasSecretKey ? { operation, inPath, inQuery, hasSecretKey } : null;
	return plan.secrets;
}

/** As they were sent and decoded, the longest first. */
function listSecrets(
	places: readonly SecretPlaces[],
	{ path, query }: Looked['request'],
	values?: ReadonlyMap<string, string>,
): readonly string[] {
	const found: string[] = [];
	for (const { operation, inPath, inQuery } of places) {
		for (const [name, value] of readPath(servedTemplate(operation), path) ?? [])
			if (inPath.has(name)) found.push(value);
		if (values) for (const name of inPath) found.push(values.get(name) ?? '');
		readQuery(query, inQuery, found);
	}
	const both = found.flatMap((value) => [value, decodeForm(value) ?? value, decodePlain(value) ?? value]);
	return [...new Set(both)].filter((value) => value !== '').sort((a, b) => b.length - a.length);
}

function showsSecret({ requestBody, responses }: Operation, name: string): boolean {
	const bodies = [requestBody?.mediaTypes ?? [], ...[...responses.values()].map(({ mediaTypes }) => mediaTypes)];
	return bodies.flat().some(({ schema }) => schema && isPasswordAt(viewSchema(schema), name));
}

function isPasswordAt(view: SchemaView, name: string): boolean {
	const items = viewItems(view);
	return [view, ...(items ? [items] : [])].some((one) => listPasswords(findProperty(one, name).view).isWhole);
}

function listHidden({ parameters }: Operation, place: Parameter['in']): ReadonlySet<string> {
	const hidden = parameters.filter(
		({ in: own, schema }) => own === place && schema && listPasswords(viewSchema(schema)).isWhole,
	);
	return new Set(hidden.map(({ name }) => name));
}

/** Whether what is no name in a template stands in the path, with whatever in front. */
function fitsLiterals(steps: readonly string[], segments: readonly string[]): boolean {
	// The first one is what stands before the slash.
	const from = segments.length - steps.length;
	if (from < 0) return false;
	for (let index = steps.length - 1; index > 0; index--) {
		const step = steps[index] as string;
		const segment = segments[from + index] as string;
		if (step !== segment && !step.includes('{') && step !== decodePlain(segment)) return false;
	}
	return true;
}

/** The raw values of a template's names; `undefined`: the path is another one. What stands in front of it need not be known. */
function readPath(template: string, path: string): [name: string, value: string][] | undefined {
	const steps = template.split('/');
	const segments = path.split('/');
	if (!fitsLiterals(steps, segments)) return undefined;
	const from = segments.length - steps.length;
	const found: [string, string][] = [];
	for (let index = 1; index < steps.length; index++) {
		const step = steps[index] as string;
		const segment = segments[from + index] as string;
		if (!step.includes('{')) continue;
		const pattern = parseMixedSegment(step);
		const values: string[] = [];
		if (!matchMixedSegment(pattern, segment, values)) return undefined;
		for (const [at, value] of values.entries()) found.push([pattern.names[at] as string, value]);
	}
	return found;
}

function readQuery(query: string, hidden: ReadonlySet<string>, found: string[]): void {
	if (hidden.size === 0 || query === '') return;
	for (const pair of query.split('&')) {
		const equals = pair.indexOf('=');
		if (equals < 0) continue;
		const raw = pair.slice(0, equals);
		if (hidden.has(decodeForm(raw) ?? raw)) found.push(pair.slice(equals + 1));
	}
}
