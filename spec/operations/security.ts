// Security requirements and schemes (OpenAPI 3.1.1 §4.8.27, §4.8.30).

import { getObject, getOwn, getString, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { ReadContext } from '../read/read-context.ts';
import { followToObject } from '../read/reference.ts';
import type { SecurityRequirement, SecurityScheme } from '../types/document.ts';
import type { JsonValue, Pointer } from '../types/json.ts';
import { isHeaderName } from './header-names.ts';

const TYPES = ['http', 'apiKey', 'oauth2', 'openIdConnect', 'mutualTLS'] as const;
const PLACES = ['query', 'header', 'cookie'] as const;

/** Reads `security` lists; schemes are read once per document. */
export interface SecurityReader {
	/** `undefined`: no security. `{}` in the list: no credentials will do as well. */
	read(value: JsonValue | undefined, pointer: Pointer): readonly SecurityRequirement[];
}

/** Makes the reader for one document. */
export function createSecurityReader(context: ReadContext): SecurityReader {
	const schemes = new Map<string, SecurityScheme | undefined>();
	const lists = new Map<JsonValue, readonly SecurityRequirement[]>();

	const schemeNamed = (name: string): SecurityScheme | undefined => {
		if (!schemes.has(name)) schemes.set(name, readScheme(context, name));
		return schemes.get(name);
	};
	const doubt = (message: string, pointer: Pointer, remedy: string): void =>
		context.report({ code: 'document.security.shape', severity: 'warning', message, remedy, pointer });

	/** What can't be asked for isn't: an undeclared scheme, and a requirement of nothing but such. */
	const readRequirement = (value: JsonValue, pointer: Pointer): SecurityRequirement | undefined => {
		const names = isObject(value) ? Object.keys(value) : typeof value === 'string' ? [value] : undefined;
		if (!names || typeof value === 'string') {
			doubt(
				'a security requirement must be an object',
				pointer,
				names ? `write { ${names[0]}: [] }, as which it is read` : 'remove it, it is left out',
			);
		}
		if (!names) return undefined;
		const requirement: SecurityScheme[] = [];
		for (const name of names) {
			const scheme = schemeNamed(name);
			if (scheme) requirement.push(scheme);
			else {
				context.report({
					code: 'document.security.unknown-scheme',
					severity: 'warning',
					message: `the security scheme "${name}" is not declared, or not rightly: it is not asked for`,
					remedy: 'declare it under components/securitySchemes with its type',
					pointer: isObject(value) ? joinPointer(pointer, name) : pointer,
				});
			}
		}
		return requirement.length > 0 || names.length === 0 ? requirement : undefined;
	};

	return {
		read(value, pointer) {
			if (value === undefined) return [];
			const known = lists.get(value);
			if (known) return known;
			if (!Array.isArray(value) && value !== null) {
				doubt('security must be a list', pointer, 'write it as a list of one, as which it is read');
			}
			const list = Array.isArray(value) ? value : value === null ? [] : [value];
			const requirements = list
				.map((item, index) => readRequirement(item, joinPointer(pointer, index)))
				.filter((item) => item !== undefined);
			if (typeof value === 'object' && value !== null) lists.set(value, requirements);
			return requirements;
		},
	};
}

function readScheme(context: ReadContext, name: string): SecurityScheme | undefined {
	const root = context.document.root;
	const declared = getOwn(getObject(getObject(root, 'components'), 'securitySchemes'), name);
	if (declared === undefined) return undefined;
	const pointer = joinPointer('/components/securitySchemes', name);
	const found = followToObject(root, { value: declared, pointer })?.value;
	const type = TYPES.find((known) => known === getString(found, 'type'));
	if (!type) return undefined;
	if (type === 'http') {
		const scheme = getString(found, 'scheme')?.toLowerCase();
		return scheme === undefined ? undefined : { name, type, scheme };
	}
	if (type === 'apiKey') {
		const place = PLACES.find((known) => known === getString(found, 'in'));
		const parameterName = getString(found, 'name');
		if (!place || parameterName === undefined) return undefined;
		// `name: API Key` in a header: no client can send it.
		if (place !== 'query' && !isHeaderName(parameterName)) return undefined;
		return { name, type, in: place, parameterName };
	}
	return { name, type };
}
