// Files of which there is one (`/products/{id}/photo`, `/me/avatar`): a path that ends in a word, whose GET answers with bytes and whose PUT
// or POST takes them; also `/docs/{id}/upload` beside `/docs/{id}/download`.

import { findForm } from '../../operations/entity-bodies.ts';
import { isJsonType } from '../../operations/json-media.ts';
import { holdsBytes, isRawBytes } from '../../schema/bytes.ts';
import { outlineProperties } from '../../schema/outline.ts';
import { viewSchema } from '../../schema/view.ts';
import type { MediaType, Operation } from '../../types/document.ts';
import type { Expression } from '../../types/effect.ts';
import type { Draft } from './draft.ts';
import { endsInName, findMethod, lastWord, type PathNode, type PathOperation, type PathTree } from './path-tree.ts';
import { give, type RuleContext } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { plainWord } from './words.ts';

/** Where bytes that are a body by themselves are kept. */
const CONTENT = 'content';

/** The files of a document, as drafts with their effects: what was sent is what is read. */
export function ruleFiles(context: RuleContext, tree: PathTree): void {
	for (const node of tree.nodes) {
		if (endsInName(node) || (node.children.get('')?.operations.length ?? 0) > 0) continue;
		const changing = (['put', 'post'] as const).flatMap((method) => findMethod(node, method) ?? []);
		const read = changing.length === 0 ? undefined : (findMethod(node, 'get') ?? findDownload(node));
		if (!read || viewAnswer(read) || !answersBytes(read.operation)) continue;
		const changes = changing.flatMap((entry) => {
			const content = viewAnswer(entry) ? undefined : findSentBytes(entry.operation);
			return content === undefined ? [] : [{ entry, content }];
		});
		const [first] = changes;
		const names = new Set(changes.map(({ content }) => content));
		if (!first || names.size > 1 || ![read, first.entry].some(({ operation }) => !context.isSettled(operation)))
			continue;
		giveEffects(context, { node, read, changes: changes.map(({ entry }) => entry), content: first.content });
	}
}

const UPLOADS = ['upload', 'uploadfile'];
const DOWNLOADS = ['download', 'content', 'file', 'raw', 'data', 'downloadfile'];

/** Where the bytes are read that are sent here: `…/upload` beside the one `…/download`, `…/label` above `…/label/download`. */
function findDownload(node: PathNode): PathOperation | undefined {
	const isUpload = UPLOADS.includes(plainWord(lastWord(node)));
	const around = isUpload ? node.parent : node;
	// What is uploaded beside a collection may be many.
	if (isUpload && !(around && endsInName(around))) return undefined;
	const found = [...(around?.children.values() ?? [])].flatMap((child) => {
		const read = DOWNLOADS.includes(plainWord(lastWord(child))) && !endsInName(child) && findMethod(child, 'get');
		return read && answersBytes(read.operation) ? [read] : [];
	});
	return found.length === 1 ? found[0] : undefined;
}

function giveEffects(
	context: RuleContext,
	args: { node: PathNode; read: PathOperation; changes: readonly PathOperation[]; content: string },
): void {
	const { node, read, content } = args;
	const word = lastWord(node);
	const draft: Draft = {
		...{ name: '', key: [word], isHidden: true, isSingleton: true, known: undefined, evidence: [], entity: undefined },
		...{ node, content },
	};
	const key: Expression = { kind: 'constant', value: word, source: word };
	context.drafts.push(draft);
	give(context, { entry: read, draft, parts: { kind: 'read', key } });
	for (const entry of args.changes) {
		give(context, { entry, draft, parts: { kind: 'replace', key, set: new Map(), upsert: true } });
	}
	const remove = findMethod(node, 'delete');
	if (remove) give(context, { entry: remove, draft, parts: { kind: 'delete', key } });
}

/** Whether a GET below an item answers with bytes, and what makes such items is sent some: it is those that are downloaded. */
export function isDownload(context: RuleContext, { entry, draft }: { entry: PathOperation; draft: Draft }): boolean {
	if (viewAnswer(entry) || !answersBytes(entry.operation)) return false;
	return [...context.given.values()].some(
		(one) => one.draft === draft && one.parts.kind === 'create' && sendsBytes(one.entry.operation),
	);
}

function sendsBytes(operation: Operation): boolean {
	if (findSentBytes(operation) !== undefined) return true;
	const { view } = viewSentBody(operation);
	return view !== undefined && [...outlineProperties(view)].filter(([, one]) => holdsBytes(one)).length === 1;
}

function answersBytes({ responses }: Operation): boolean {
	const bodies = [...responses].filter(([key]) => /^2(\d\d|XX)$/.test(key)).flatMap(([, { mediaTypes }]) => mediaTypes);
	return bodies.length > 0 && bodies.every(isOfBytes);
}

/** The property that they are kept in; `undefined`: the operation takes something else. */
function findSentBytes({ requestBody }: Operation): string | undefined {
	const all = requestBody?.mediaTypes ?? [];
	const form = findForm(all);
	if (all.length === 0 || !all.every((one) => one === form || isOfBytes(one))) return undefined;
	if (!form) return CONTENT;
	const parts = form.schema ? [...outlineProperties(viewSchema(form.schema))] : [];
	const files = parts.filter(([, view]) => isRawBytes(view));
	return files.length === 1 ? files[0]?.[0] : undefined;
}

const BYTES = /^(?:image|audio|video|font)\/|^application\/(?:octet-stream|pdf|zip|gzip)$/;

function isOfBytes({ type, schema }: MediaType): boolean {
	if (isJsonType(type) || /^text\/|xml$|^multipart\/|urlencoded$|^\*/.test(type)) return false;
	return BYTES.test(type) || (schema !== undefined && isRawBytes(viewSchema(schema)));
}
