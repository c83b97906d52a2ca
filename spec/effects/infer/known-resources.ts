// Which resource a family is of, where a document says so: declared, or inferred of another document before.

import { getOwn, getString, isObject } from '../../read/json.ts';
import { parsePointer } from '../../read/pointer.ts';
import type { Resource } from '../../types/resource.ts';
import { VERBS } from '../effect-shape.ts';
import { type Evidence, hasKey, studyFamily } from './evidence.ts';
import type { Family } from './families.ts';
import { formatSteps, splitTemplate } from './path-tree.ts';
import { isSameNoun } from './words.ts';

/** What the family shows, and the resource that a document declares for it: by one of its effects, else by its name and key. */
export function studyWithKnown(
	family: Family,
	taken: ReadonlyMap<string, Resource>,
): { evidence: Evidence; resource: Resource | undefined } {
	const declared = findDeclared(family, taken) ?? findByNoun(family, taken);
	if (!declared) return { evidence: studyFamily(family), resource: undefined };
	const key = declared.keyPath ?? [declared.key];
	const evidence = studyFamily(family, { key });
	const isShown = evidence.entity !== undefined && hasKey(evidence.entity, key);
	if (isShown || findDeclared(family, taken)) return { evidence, resource: declared };
	return { evidence: studyFamily(family), resource: undefined };
}

function findDeclared({ item, collections }: Family, taken: ReadonlyMap<string, Resource>): Resource | undefined {
	for (const { operations } of [...(item ? [item] : []), ...collections]) {
		for (const { outline } of operations) {
			const declared = getOwn(outline.operation.value, 'x-effect');
			const effect = Array.isArray(declared) ? declared[0] : declared;
			const verb = isObject(effect) ? Object.keys(VERBS).find((name) => Object.hasOwn(effect, name)) : undefined;
			const resource = verb && isObject(effect) ? taken.get(getString(effect, verb) ?? '') : undefined;
			if (resource) return resource;
		}
	}
	return undefined;
}

/** A declared resource of that name; an inferred one only where it was inferred from the same paths. */
function findByNoun({ noun, prefix, collections }: Family, taken: ReadonlyMap<string, Resource>): Resource | undefined {
	if (taken.size === 0) return undefined;
	const own = collections.map(({ steps }) => formatSteps(steps));
	const path = formatSteps([...prefix.steps, noun]);
	return [...taken.values()].find((resource) => {
		if (!resource.inferred) return isSameNoun(resource.name, noun);
		const steps = splitTemplate(parsePointer(resource.pointer)?.[1] ?? '')?.steps ?? [];
		const at = formatSteps(steps.at(-1) === undefined ? steps.slice(0, -1) : steps);
		return at === path || own.includes(at);
	});
}
