// Why an operation has no effect, and the few lines that would give it one.

import type { OutlinedOperation } from '../../operations/operations.ts';
import { placeMethod } from '../../operations/path-item-operations.ts';
import { getOwn, isObject } from '../../read/json.ts';
import { writeYaml } from '../../read/yaml-text.ts';
import type { Operation } from '../../types/document.ts';
import type { Stateless } from '../../types/effect.ts';
import type { JsonObject } from '../../types/json.ts';
import type { Resource } from '../../types/resource.ts';
import { hasKey, isObjectView } from './evidence.ts';
import { findEntity } from './find-entity.ts';
import type { Inference } from './infer-effects.ts';
import { endsInName, growPathTree, lastWord, listNames, type PathOperation } from './path-tree.ts';

import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { toSingular } from './words.ts';

/** What the reasons are taken from. */
export interface StatelessArgs {
	root: JsonObject;
	operations: readonly OutlinedOperation[];
	/** Absent where nothing was inferred, since nobody wanted it. */
	inference: Inference | undefined;
	/** Of all documents. */
	resources: ReadonlyMap<string, Resource>;
}

/** Says of an operation of the document why it has no effect; `undefined`: it has one. Looks at nothing before it is asked. */
export function createExplainer(args: StatelessArgs): (operation: Operation) => Stateless | undefined {
	const known = new Map<Operation, Stateless | undefined>();
	let placed: Map<Operation, PathOperation> | undefined;
	return (operation) => {
		if (operation.effect) return undefined;
		if (known.has(operation)) return known.get(operation);
		const entry = args.operations.find((one) => one.operation === operation);
		placed ??= placeAll(args.operations);
		const found = entry && explain(entry, { ...args, placed: placed.get(operation) });
		known.set(operation, found);
		return found;
	};
}

function placeAll(operations: readonly OutlinedOperation[]): Map<Operation, PathOperation> {
	const all = growPathTree(operations).nodes.flatMap((node) => node.operations);
	return new Map(all.map((one) => [one.operation, one]));
}

function explain(entry: OutlinedOperation, args: StatelessArgs & { placed: PathOperation | undefined }): Stateless {
	const { inference, placed } = args;
	const excluded = findExclusion(entry, args.root);
	if (excluded) return { reason: `x-effect: none stands ${excluded}`, lines: '', besides: undefined };
	const besides = inference?.besides.get(entry.operation);
	const lines = placed ? suggestLines(placed, { resource: besides, resources: args.resources }) : '';
	const found = inference ? inference.reasons.get(entry.operation) : 'nothing is inferred (--no-infer)';
	return { reason: found ?? (placed ? guessReason(placed) : guessUnplaced(entry)), lines, besides };
}

function findExclusion({ outline }: OutlinedOperation, root: JsonObject): string | undefined {
	if (getOwn(outline.operation.value, 'x-effect') === 'none') return 'in it';
	if (getOwn(outline.pathItem.value, 'x-effect') === 'none') return 'on its path';
	return getOwn(root, 'x-effect') === 'none' ? 'at the root' : undefined;
}

function guessUnplaced({ outline }: OutlinedOperation): string {
	if (outline.open) return 'its path is a name that may be of anything';
	return 'its path has a segment that is neither a word nor a parameter';
}

function guessReason(placed: PathOperation): string {
	const view = viewAnswer(placed);
	const { method } = placed.outline;
	if (method === 'options' || method === 'trace') return `${method.toUpperCase()} is of no entity`;
	if (placed.operation.responses.size === 0) return 'it documents no answer';
	if (method === 'get' || method === 'head' || method === 'query') {
		if (!view) return 'its answer has no JSON schema';
		if (!endsInName(placed.node)) return 'its answer is of no resource, and nothing changes it';
		return 'its answer shows no property that its path could name';
	}
	const found = view && findEntity(view, { noun: lastWord(placed.node) });
	if (found && hasKey(found.view, found.key?.path ?? [])) return 'nothing else shows what it answers with';
	const { view: sent, isForm } = viewSentBody(placed.operation);
	if (method === 'post' && !isForm && !(sent && isObjectView(sent))) return 'it takes no object';
	return 'neither its path nor its answer is of a resource';
}

/** `x-effect` in the operation, and the resource at the root unless it is declared; YAML. */
function suggestLines(
	placed: PathOperation,
	{ resource, resources }: { resource: string | undefined; resources: ReadonlyMap<string, Resource> },
): string {
	const { outline, node } = placed;
	const name = resource ?? (toSingular(lastWord(node)) || 'thing');
	const known = resources.get(name);
	const names = listNames(placed);
	const own = endsInName(node) ? names.at(-1) : undefined;
	const key = known?.keyPath ? undefined : (known?.key ?? own?.name ?? 'id');
	const scope = known ? known.scope : names.filter((one) => one !== own).map((one) => one.name);
	const declared = { key: key ?? 'id', ...(scope.length > 0 && { scope: [...scope] }) };
	const isDeclared = known !== undefined && !known.inferred;
	const effect = suggestEffect(placed, { name, key: declared.key, own: own?.name });
	const lines = {
		...(!isDeclared && { 'x-lifecycle': { [name]: declared } }),
		paths: { [outline.written]: nest(placeMethod(outline.method), { 'x-effect': effect }) },
	};
	return writeYaml(lines);
}

function nest(names: readonly string[], value: JsonObject): JsonObject {
	return names.reduceRight<JsonObject>((inner, name) => ({ [name]: inner }), value);
}

function suggestEffect(
	{ outline }: PathOperation,
	{ name, key, own }: { name: string; key: string; own: string | undefined },
): JsonObject | string {
	const { method, operation } = outline;
	const hasBody = isObject(getOwn(operation.value, 'requestBody'));
	if (own === undefined && method === 'post') return { create: name };
	if (own === undefined && (method === 'get' || method === 'query')) return { list: name };
	const verbs: Readonly<Record<string, string>> = { put: 'replace', patch: 'patch', post: 'patch', delete: 'delete' };
	const verb = verbs[method] ?? 'read';
	const at = own !== undefined ? `$request.path.${own}` : hasBody ? `$request.body#/${key}` : undefined;
	return at === undefined ? 'none' : { [verb]: name, key: at };
}

/** The lines as an overlay (OpenAPI Overlay 1.0), for a document that belongs to somebody else. */
export function formatOverlay(lines: string): string {
	if (lines === '') return '';
	const inner = lines.split('\n').map((line) => `      ${line}`);
	const head = [
		'overlay: 1.0.0',
		'info: { title: Effects, version: 1.0.0 }',
		'actions:',
		'  - target: $',
		'    update:',
	];
	return [...head, ...inner].join('\n');
}
