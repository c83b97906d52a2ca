// Keys that are read aloud: `How to train` → `how-to-train`.

import { getString, type JsonValue } from '../../../spec/index.ts';
import { stepsToKey } from '../../store/entity-key.ts';
import type { EntityStore } from '../../store/entity-store.ts';
import { normalizeName } from '../../text/normalize-name.ts';
import type { BirthPlan } from './birth-plan.ts';
import { fitsView } from './fit-value.ts';

/** What a slug is made of: the first of these that was sent. */
const TITLES = ['title', 'name', 'headline', 'label', 'subject', 'display_name', 'displayName'];
const MAX_LENGTH = 80;
/** So many others may have the same title. */
const ATTEMPTS = 50;

/**
 * A free slug of what was sent, where the key is called so and answers can show it: `how-to`, then `how-to-2`. `undefined`: the key is
 * no slug, or nothing was sent to make one of.
 */
export function createSlug(args: {
	plan: BirthPlan;
	body: JsonValue | undefined;
	store: EntityStore;
}): string | undefined {
	const { plan, body, store } = args;
	if (!hasSlug(plan)) return undefined;
	const { resource, keyView } = plan;
	const title = TITLES.map((name) => getString(body, name)).find((text) => text !== undefined);
	const slug = title === undefined ? '' : toSlug(title);
	if (slug === '') return undefined;
	for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
		const tried = attempt === 1 ? slug : `${slug}-${attempt}`;
		if (!store.findAnywhere(resource.name, tried)) return !keyView || fitsView(keyView, tried) ? tried : undefined;
	}
	return undefined;
}

const plans = new WeakMap<BirthPlan, boolean>();

/** The key is called so; looked at once. */
function hasSlug(plan: BirthPlan): boolean {
	let found = plans.get(plan);
	if (found === undefined) {
		const name = normalizeName(stepsToKey(plan.resource).at(-1) ?? '');
		found = plan.keyType.kind !== 'integer' && /(?:^|_)slug$/.test(name);
		plans.set(plan, found);
	}
	return found;
}

function toSlug(title: string): string {
	const plain = title.slice(0, MAX_LENGTH).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
	return plain.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '');
}
