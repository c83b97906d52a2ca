// What an entity shows of another one whose key it has: `customer_name` beside `customer_id`. It is what is stored there when somebody looks.

import {
	getOwn,
	isNullable,
	isSameNoun,
	type JsonObject,
	listPossibleProperties,
	MAKERS,
	OWNERS,
	PEOPLE,
	type Resource,
	type SchemaView,
} from '../../spec/index.ts';
import { toKeyText } from '../store/key-text.ts';
import { normalizeName } from '../text/normalize-name.ts';
import type { BirthPlan } from './birth/birth-plan.ts';
import { type Borrowed, listBorrowing, readBorrowed } from './birth/borrowed.ts';
import { findResourceCalled } from './called-resources.ts';
import { isSentAny } from './counted-lists.ts';
import type { EffectContext } from './effect-context.ts';
import type { Followed } from './followed.ts';
import { findStored } from './linked-objects.ts';

/** Those that no request sends, called after the other one; what a line of a cart has of a product is as it was then. */
export function listBorrowed(context: EffectContext, { resource }: BirthPlan, entity: SchemaView): Followed[] {
	if (KEEPS.test(normalizeName(resource.name))) return [];
	return listBorrowing(listPossibleProperties(entity)).flatMap((one) => {
		if (!one.isNamed || one.isLine || isSentAny(context, resource, one.property)) return [];
		const other = findOther(context, resource, one.noun);
		return other ? [follow(one, other)] : [];
	});
}

/** What tells how something was. */
const KEEPS = /(?:^|_)(?:histor(?:y|ies)|logs?|audits?|snapshots?|receipts?)$/;

/** What people are to a thing, where no resource is called so. */
const ROLES: ReadonlySet<string> = new Set([
	...OWNERS,
	...MAKERS,
	...[
		'assignee',
		'assigned_to',
		'manager',
		'supervisor',
		'approver',
		'approved_by',
		'reviewer',
		'reviewed_by',
		'editor',
	],
	...[
		'updated_by',
		'moderator',
		'agent',
		'lead',
		'leader',
		'recipient',
		'receiver',
		'seller',
		'user',
		'customer',
		'member',
	],
]);

const ALL_PEOPLE = [...PEOPLE, 'employee'];

/** What it is called after; of a `manager` or an `assignee` the only kind of people that there is. */
function findOther(context: EffectContext, resource: Resource, noun: string): Resource | undefined {
	const called = findResourceCalled(context, noun);
	if (called) return called;
	if (noun === 'parent') return resource;
	if (!ROLES.has(noun)) return undefined;
	const people = [...context.resources.values()].filter(({ name }) => ALL_PEOPLE.some((one) => isSameNoun(one, name)));
	// An account beside those who have it is one of money.
	const persons = people.length > 1 ? people.filter(({ name }) => !isSameNoun('account', name)) : people;
	return persons.length === 1 ? persons[0] : undefined;
}

function follow(one: Borrowed, other: Resource): Followed {
	return {
		property: one.property,
		find: (session, record) => findStored(session, record, { key: getOwn(record.entity, one.from), resource: other }),
		tell(read, found) {
			if (found) return readBorrowed(found as JsonObject, one);
			const isNobody = toKeyText(read(one.from)) === undefined;
			return isNobody && read(one.property) !== undefined && isNullable(one.view) ? null : undefined;
		},
	};
}
