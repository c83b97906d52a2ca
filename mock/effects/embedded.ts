// What an entity shows that follows others: those below it, those that it is linked with, and what else it shows. It is as they are when somebody looks.

import { getOwn, type JsonObject, type SchemaView, setOwn } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import type { BirthPlan } from './birth/birth-plan.ts';
import { listBorrowed } from './borrowed-values.ts';
import { listOwnCounts } from './counted-lists.ts';
import type { EffectContext } from './effect-context.ts';
import type { Followed } from './followed.ts';
import { listLinkedLists } from './linked-lists.ts';
import { listLinkedObjects } from './linked-objects.ts';
import { listSums } from './sums.ts';
import { listToldBelow } from './told-below.ts';

/** Shows an entity with what follows others. */
export interface Embedding {
	/** The same object until the entity, or what it follows, changes. */
	show(session: Session, record: EntityRecord): JsonObject;
}

const plans = new WeakMap<BirthPlan, Embedding | null>();

/** How entities of a resource show what follows others; `undefined`: they show nothing of it. Found out with the first one. */
export function planEmbedding(context: EffectContext, birth: BirthPlan): Embedding | undefined {
	let plan = plans.get(birth);
	if (plan === undefined) {
		const followed = birth.view ? listFollowed(context, birth, birth.view) : [];
		plan = followed.length > 0 ? createEmbedding(followed) : null;
		plans.set(birth, plan);
	}
	return plan ?? undefined;
}

/** In the order in which they are told: what follows what the entity itself shows comes after that. */
function listFollowed(context: EffectContext, birth: BirthPlan, view: SchemaView): Followed[] {
	const told = listToldBelow(context, birth, view);
	const known = new Set(told.map(({ property }) => property));
	const add = (more: readonly Followed[]): void => {
		const fresh = more.filter(({ property }) => !known.has(property));
		for (const { property } of fresh) known.add(property);
		told.push(...fresh);
	};
	add(listLinkedObjects(context, birth, view));
	add(listLinkedLists(context, birth, view));
	add(listOwnCounts(context, birth, view));
	add(listBorrowed(context, birth, view));
	return [...told, ...listSums(context, birth, view)];
}

function createEmbedding(followed: readonly Followed[]): Embedding {
	const shown = new WeakMap<EntityRecord, { entity: JsonObject; found: readonly unknown[]; whole: JsonObject }>();
	return {
		show(session, record) {
			const { entity } = record;
			const found = followed.map((one) => one.find?.(session, record));
			const known = shown.get(record);
			if (known?.entity === entity && known.found.every((one, index) => one === found[index])) return known.whole;
			const whole = tellAll(entity, found);
			shown.set(record, { entity, found, whole });
			return whole;
		},
	};

	function tellAll(entity: JsonObject, found: readonly unknown[]): JsonObject {
		let whole: JsonObject | undefined;
		const read = (property: string) => getOwn(whole ?? entity, property);
		for (const [index, one] of followed.entries()) {
			const value = one.tell(read, found[index]);
			if (value === undefined || value === read(one.property)) continue;
			whole ??= { ...entity };
			setOwn(whole, one.property, value);
		}
		return whole ?? entity;
	}
}
