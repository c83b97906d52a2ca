// An entity in a sentence.

/** Longer keys are cut: they come from requests. */
const LONGEST_KEY = 80;

/** `order 42`, a long key cut; the resource alone where there is no key, or where it is the only one of its kind and is called so: `settings`. */
export function nameEntity({ resource, key }: { resource: string; key: string }): string {
	if (key === '' || key === resource) return resource;
	return `${resource} ${key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}...` : key}`;
}
