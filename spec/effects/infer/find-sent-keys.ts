// The keys of others in what is sent to assign them: `{ studentId }`, `{ member_ids }`.

import { joinPointer } from '../../read/pointer.ts';
import { outlineItems, outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Expression } from '../../types/effect.ts';
import type { Draft } from './draft.ts';
import type { PathOperation } from './path-tree.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord, toSingular } from './words.ts';

/** The key of one in a body that has nothing of the entity besides: `{ studentId }`, `{ userId, note }`. */
export function findSentKey(
	entry: PathOperation,
	{ draft: { key, name, entity, isHidden }, noun }: { draft: Draft; noun: string },
): Expression | undefined {
	const { view, isForm } = viewSentBody(entry.operation);
	if (!view || isForm || !entity || isHidden || key.length !== 1) return undefined;
	const own = plainWord(key[0] as string);
	const called = [own, ...[noun, name].map((word) => plainWord(toSingular(word)) + own)];
	const members = [...outlineProperties(view)];
	const found = members.filter(
		([sent, member]) => called.includes(plainWord(sent)) && outlineView(member).kind === 'scalar',
	);
	const others = members.filter((member) => !found.includes(member));
	const [[sent] = []] = found;
	if (sent === undefined || found.length > 1 || others.some(([other]) => outlineProperties(entity).has(other)))
		return undefined;
	const pointer = joinPointer('', sent);
	return { kind: 'body', pointer, source: `$request.body#${pointer}` };
}

/** The keys of several in a body that has nothing of the entity besides: `{ studentIds }`, `{ students: [1] }`, `[1, 2]`. */
export function findSentKeys(
	entry: PathOperation,
	{ draft: { key, name, entity, isHidden }, noun }: { draft: Draft; noun: string },
): Expression | undefined {
	const { view, isForm } = viewSentBody(entry.operation);
	if (!view || isForm || !entity || isHidden || key.length !== 1) return undefined;
	if (isOfScalars(view)) return { kind: 'body', pointer: '', source: '$request.body' };
	const own = plainWord(key[0] as string);
	const things = [noun, name].map((word) => plainWord(toSingular(word)));
	const called = [own, ...things, ...things.map((thing) => thing + own)];
	const members = [...outlineProperties(view)];
	const found = members.filter(([sent, member]) => called.includes(plainWord(toSingular(sent))) && isOfScalars(member));
	const [[sent] = []] = found;
	const others = members.filter(([other]) => other !== sent && outlineProperties(entity).has(other));
	if (sent === undefined || found.length > 1 || others.length > 0) return undefined;
	const pointer = joinPointer('', sent);
	return { kind: 'body', pointer, source: `$request.body#${pointer}` };
}

function isOfScalars(view: SchemaView): boolean {
	const item = outlineView(view).kind === 'list' ? outlineItems(view) : undefined;
	return item !== undefined && outlineView(item).kind === 'scalar';
}
