// Entities that are read by another of their properties than their key: `GET /users/email/{email}`, `GET /users/search?username=ana`.

import type { Expression } from '../../types/effect.ts';
import { LOOKS } from './action-words.ts';
import { nameOfSchema } from './agreement.ts';
import { type Draft, findDraftOfSchema } from './draft.ts';
import type { Evidence } from './evidence.ts';
import { findOnCollection } from './families.ts';
import { listAnswerObjects } from './find-entity.ts';
import { isLoginPath } from './logins.ts';
import { findNamedProperty } from './named-property.ts';
import { endsInName, type PathOperation } from './path-tree.ts';
import { REGISTERS } from './register-rules.ts';
import { give, type RuleContext, readPath } from './rule-context.ts';
import { viewAnswer } from './seen-bodies.ts';
import { plainWord } from './words.ts';

/**
 * Whether a family is no more than another way to what one of the others makes: a GET on an item path of its own (`/users/email/{email}`)
 * that shows the same schema, and whose name is one of its other properties.
 */
export function isReadBy(evidence: Evidence, others: readonly Evidence[]): boolean {
	const { family, read } = evidence;
	const [entry, another] = family.item?.operations ?? [];
	const isLook = LOOKS.includes(plainWord(family.noun));
	if (!read || !entry || another || entry.method !== 'get' || (family.collections.length > 0 && !isLook)) return false;
	const schema = nameOfSchema(read.place.view);
	return others.some((other) => {
		const shown = other.read?.place.view ?? other.created?.place.view;
		return (
			other !== evidence &&
			schema !== undefined &&
			shown !== undefined &&
			nameOfSchema(shown) === schema &&
			isMaker(other) &&
			countNames(other) === countNames(evidence) &&
			findNamed(entry, { draft: { entity: read.place.view, key: other.key?.path ?? [] } }) !== undefined
		);
	});
}

/** Who registers and signs in there has paths elsewhere. */
function isMaker({ family }: Evidence): boolean {
	const made = findOnCollection(family, 'post');
	return made !== undefined && !REGISTERS.has(plainWord(family.noun)) && !isLoginPath(made);
}

function countNames({ family }: Evidence): number {
	return family.prefix.steps.filter((step) => step === undefined).length;
}

/** Gives a GET that shows one entity of a resource the reading of it by the property that its path, or its one required query parameter, names; whether it did. */
export function ruleReadBy(context: RuleContext, entry: PathOperation, of?: Draft): boolean {
	const view = entry.method === 'get' ? viewAnswer(entry) : undefined;
	for (const { pointer, view: shown } of view ? listAnswerObjects(view) : []) {
		const draft = findDraftOfSchema(context.index, shown);
		if (!draft || (of && of !== draft) || !context.made.has(draft)) continue;
		const found = findNamed(entry, { draft });
		if (!found) return false;
		give(context, { entry, draft, parts: { kind: 'read', ...found, answer: pointer } });
		return true;
	}
	return false;
}

function findNamed(
	entry: PathOperation,
	{ draft }: { draft: Pick<Draft, 'entity' | 'key'> },
): { key: Expression; by: string } | undefined {
	const required = entry.operation.parameters.filter((one) => one.in === 'query' && one.required);
	const inPath = endsInName(entry.node) ? entry.names.at(-1) : undefined;
	const name = inPath ?? (required.length === 1 ? required[0]?.name : undefined);
	if (name === undefined || !draft.entity) return undefined;
	const by = findNamedProperty(draft.entity, { name, noun: '', key: draft.key });
	if (by === undefined) return undefined;
	return { by, key: inPath ? readPath(name) : { kind: 'query', name, source: `$request.query.${name}` } };
}
