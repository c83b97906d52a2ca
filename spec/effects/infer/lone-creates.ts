// What is made and never shown again: `POST /payments` by itself. Each answer is of a new one all the same.

import { outlineProperties } from '../../schema/outline.ts';
import type { Operation } from '../../types/document.ts';
import { ruleCollection } from './collection-rules.ts';
import { addToIndex, type Draft, findDraftOfSchema } from './draft.ts';
import { type Evidence, hasKey } from './evidence.ts';
import { endOf, isLoginPath } from './logins.ts';
import { findMethod, type PathNode } from './path-tree.ts';
import { REGISTERS, SECRETS } from './register-rules.ts';
import type { RuleContext } from './rule-context.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord, toSingular } from './words.ts';

/**
 * Gives the POST of a collection that nothing else speaks of its create, where its answer shows a key that was not sent: with 201 or 202, or at a noun in the plural.
 * Below an item a singular is an action (`/orders/{id}/refund`), and who signs in makes nothing.
 */
export function ruleLoneCreates(context: RuleContext, studied: readonly Evidence[]): void {
	for (const evidence of studied) {
		const { family, created, key, entity } = evidence;
		if (!created || !key || key.isHidden || family.item || evidence.list) continue;
		const { operation } = created.entry;
		if (context.given.has(operation) || context.isSettled(operation) || !isMaking(evidence)) continue;
		if (findDraftOfSchema(context.index, created.place.view)) continue;
		const draft: Draft = {
			name: '',
			key: key.path,
			isHidden: false,
			isSingleton: false,
			known: undefined,
			evidence: [evidence],
			entity,
		};
		ruleCollection(context, { draft, evidence });
		if (!context.made.has(draft)) continue;
		context.drafts.push(draft);
		addToIndex(context.index, { draft, evidence });
	}
}

function isMaking({ family, created, key }: Evidence): boolean {
	const entry = created?.entry;
	if (!entry || !key || family.collections.some(hasReads)) return false;
	const { view: sent } = viewSentBody(entry.operation);
	// What an example alone tells is answered as it stands.
	if (!hasSchema(entry.operation)) return false;
	// Who says which one it is asks about that.
	if (sent && hasKey(sent, key.path)) return false;
	const names = sent ? [...outlineProperties(sent).keys()] : [];
	if (REGISTERS.has(endOf(entry))) return false;
	if (isLoginPath(entry) && names.some((name) => SECRETS.has(plainWord(name)))) return false;
	if (toSingular(family.noun) !== family.noun) return true;
	const { responses } = entry.operation;
	const isMade = responses.has('201') || responses.has('202');
	return isMade && !family.prefix.steps.includes(undefined);
}

/** It is read there, or by several names: `GET /tags/{kind}/{id}` may be of it in a way that nothing tells. */
function hasReads(node: PathNode): boolean {
	return [node, node.children.get('')?.children.get('')].some((one) => findMethod(one, 'get') !== undefined);
}

function hasSchema({ responses }: Operation): boolean {
	return [...responses].some(
		([status, { mediaTypes }]) => status.startsWith('2') && mediaTypes.some(({ schema }) => schema !== undefined),
	);
}
