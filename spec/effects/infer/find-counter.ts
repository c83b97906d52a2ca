// Which number an action counts: `likesCount` of `POST /posts/{id}/like`.

import { isWithheld } from '../../schema/directions.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes } from '../../schema/types.ts';
import type { EffectValue } from '../../types/effect.ts';
import type { Draft } from './draft.ts';
import type { FoundFlag } from './find-move.ts';
import type { RuleContext } from './rule-context.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord } from './words.ts';

/**
 * The whole number that is called as what the verb makes (`likes`, `like_count`, `numLikes`, `followers`) and that no request sends: one more, or one less of what
 * `isUndone`, never below 0; with a flag, only where that changes. `undefined`: there is none.
 */
export function findCounter(
	context: RuleContext,
	{ draft, verb, flag, isUndone }: { draft: Draft; verb: string; flag: FoundFlag | undefined; isUndone: boolean },
): [property: string, value: EffectValue] | undefined {
	const plain = plainWord(verb);
	const [, positive] = /^(?:un|de)(\w{3,})$/.exec(plain) ?? [];
	const own = findNumber(draft, plain);
	const property = own ?? (positive && findNumber(draft, positive));
	if (property === undefined || property === '' || isSent(context, draft, property)) return undefined;
	const isLess = isUndone !== (own === undefined);
	const unless = flag && { property: flag.property, value: flag.to };
	return [property, { kind: 'add', number: isLess ? -1 : 1, least: 0, ...(unless && { unless }) }];
}

function findNumber({ entity }: Draft, verb: string): string | undefined {
	const many = verb.endsWith('y') ? `${verb.slice(0, -1)}ies` : `${verb}s`;
	const doers = verb.endsWith('e') ? `${verb}rs` : `${verb}ers`;
	const nouns = [many, doers, verb];
	const names = new Set([
		many,
		doers,
		...nouns.flatMap((noun) => [`${noun}count`, `num${noun}`, `numberof${noun}`, `total${noun}`, `${noun}total`]),
	]);
	const found = [...(entity ? outlineProperties(entity) : [])].filter(
		([name, view]) => names.has(plainWord(name)) && guessTypes(outlineView(view).view).has('integer'),
	);
	return found.length === 1 ? found[0]?.[0] : undefined;
}

function isSent({ given }: RuleContext, draft: Draft, property: string): boolean {
	for (const { draft: own, parts, entry } of given.values()) {
		if (own !== draft || (parts.kind !== 'create' && parts.kind !== 'replace' && parts.kind !== 'patch')) continue;
		const { view } = viewSentBody(entry.operation);
		const sent = view && outlineProperties(view).get(property);
		if (sent && !isWithheld(sent, 'request')) return true;
	}
	return false;
}
