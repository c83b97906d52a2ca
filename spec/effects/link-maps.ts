// Objects of links that no property names, as HAL has them: `_links: { [relation]: { href } }`.

import { readLimits } from '../schema/limits.ts';
import { listPossibleProperties, viewEntries } from '../schema/properties.ts';
import { guessTypes } from '../schema/types.ts';
import type { SchemaView } from '../schema/view.ts';

/** Where each of an object's links stands in it: `['href']`, none where it is a text itself. `undefined`: it is no such object. */
export function stepsToLink(name: string, view: SchemaView): readonly string[] | undefined {
	if (!/^_?links?$/i.test(name) || guessTypes(view).has('array')) return undefined;
	const link = viewEntries(view);
	if (!link) return undefined;
	const types = guessTypes(link);
	// Other texts may be anybody's: `links: { github: … }`.
	if (types.has('string'))
		return readLimits(link).formats.some((format) => /^(?:uri|url)/.test(format)) ? [] : undefined;
	const href = types.has('object') ? listPossibleProperties(link).get('href') : undefined;
	return href && guessTypes(href).has('string') ? ['href'] : undefined;
}
