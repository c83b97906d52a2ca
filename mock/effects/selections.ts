// Other entities that an effect asks for (`needs`, `unless`), and whether they are there.

import { getOwn, isObject, type JsonValue } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { findVersion } from '../store/entity-versions.ts';
import { toKeyText } from '../store/key-text.ts';
import type { CompiledSelection } from './compiled-effect.ts';
import type { EffectRequest } from './expressions.ts';
import { findAmong, findByKey, selectPlace } from './places.ts';

/** What was asked for, and found or not. */
export interface Search {
	/** The key that it names; `undefined`: it names none. */
	key: string | undefined;
	/** The first that is as it is wanted. */
	found: EntityRecord | undefined;
	/** The one of that key, though it is not as it is wanted. */
	other: EntityRecord | undefined;
}

/** One search for each element of the list, else one; those that the request has no value for are left out. */
export function* search(
	selection: CompiledSelection,
	{ session, request }: { session: Session; request: EffectRequest },
	purpose: 'needs' | 'unless',
): Generator<Search> {
	if (!selection.readList) {
		const one = searchOnce(selection, { session, request, purpose });
		if (one) yield one;
		return;
	}
	const list = selection.readList(request);
	for (const element of Array.isArray(list) ? list : []) {
		const one = searchOnce(selection, { session, request: { ...request, element }, purpose });
		if (one) yield one;
	}
}

function searchOnce(
	{ resource, readKey, by, readVersion, where, scope }: CompiledSelection,
	{ session, request, purpose }: { session: Session; request: EffectRequest; purpose: 'needs' | 'unless' },
): Search | undefined {
	const key = readKey && toKeyText(readKey(request));
	if (readKey && key === undefined) return undefined;
	const tests: { steps: readonly string[]; accepts: (value: JsonValue | undefined) => boolean }[] = [];
	for (const { steps, wanted } of where) {
		const accepts = wanted(request);
		if (accepts) tests.push({ steps, accepts });
		// What has a key is there without what the request does not say; nothing is in the way for want of it.
		else if (!readKey || purpose === 'unless') return undefined;
	}
	const fits = (record: EntityRecord): boolean => {
		const entity = findVersion(resource, record.entity, readVersion?.(request));
		return entity !== undefined && tests.every(({ steps, accepts }) => holds(entity, steps, accepts));
	};
	const known = scope.map((read) => toKeyText(read?.(request)));
	const whole = known.every((text) => text !== undefined) ? known : undefined;
	if (key !== undefined && whole && by === undefined) {
		const record = findByKey(session, { resource, scope: whole, key });
		return { key, found: record && fits(record) ? record : undefined, other: record };
	}
	const records = selectPlace(session, { resource, scope: whole, known, isOpen: true });
	if (key === undefined) return { key, found: records.find(fits), other: undefined };
	const named = records.filter((record) => findAmong([record], { by, text: key }));
	return { key, found: named.find(fits), other: named[0] };
}

/** Whether the value behind the steps is accepted; on the way through a list, and at its end, that of any element. */
function holds(
	value: JsonValue | undefined,
	steps: readonly string[],
	accepts: (value: JsonValue | undefined) => boolean,
): boolean {
	const [step, ...rest] = steps;
	if (step === undefined) {
		return accepts(value) || (Array.isArray(value) && value.some((one) => accepts(one)));
	}
	if (Array.isArray(value)) return value.some((one) => holds(one, steps, accepts));
	return holds(isObject(value) ? getOwn(value, step) : undefined, rest, accepts);
}
