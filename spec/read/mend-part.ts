// What is written otherwise in the parts of a document that are no schemas.

import type { JsonObject, JsonValue } from '../types/json.ts';
import type { Report } from './findings.ts';
import { mendMethods } from './odd-methods.ts';
import { mendParameterList } from './odd-parameters.ts';
import { mendLevels, type Resolve } from './odd-parts.ts';
import { mendPlace, mendResponses, mendScheme } from './odd-places.ts';
import { mendRootParts } from './odd-roots.ts';
import { mendSchemaWord } from './odd-schemas.ts';
import type { Refer } from './odd-types.ts';
import { mendOlderWords } from './older-words.ts';
import type { Shape } from './structure.ts';

/**
 * Reads a part that is marked as odd as it is meant, in place; the places are from the part on. `inherit` tells the media types that count for
 * it by their name, `consumes` or `produces`; without it the document is of Swagger 2.0, where these words have their place.
 */
export function mendPart(
	part: JsonObject,
	shape: Shape,
	{
		inherit,
		refer,
		resolve,
	}: {
		inherit: ((name: string) => readonly JsonValue[]) | undefined;
		refer: Refer | undefined;
		resolve: Resolve | undefined;
	},
): readonly Report[] {
	const reports: Report[] = [...mendSchemaWord(part, refer)];
	if (shape === 'parameter' || shape === 'securityScheme') reports.push(...mendPlace(part));
	if (shape === 'securityScheme') reports.push(...mendScheme(part));
	if (shape === 'operation') reports.push(...mendResponses(part));
	if (shape === 'pathItem') reports.push(...mendMethods(part));
	if (shape === 'pathItem' || shape === 'operation') reports.push(...mendParameterList(part));
	if (inherit && shape === 'document') reports.push(...mendRootParts(part));
	if (inherit) reports.push(...mendOlderWords(part, shape, inherit), ...mendLevels(part, shape, resolve));
	return reports;
}
