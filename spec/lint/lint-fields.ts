// Fields that are a slip of one that there is: `response:`, `requried:`. They are left out without a word, and what they were to say is missing.

import type { Reporter } from '../read/findings.ts';
import { isObject } from '../read/json.ts';
import { findSlip } from '../read/nearest.ts';
import { joinPointer } from '../read/pointer.ts';
import { type Kind, listFields, type StructurePart } from '../read/structure.ts';
import { NOTE_KEYWORDS } from '../schema/keywords.ts';
import { PLAIN_KEYWORDS } from '../validate/schema-keywords.ts';

/** Fields that hold no parts, by kind (OpenAPI 3.2.0 §4); of Swagger 2.0 and 3.0 what may have stayed. */
const PLAIN: Readonly<Partial<Record<Kind, string>>> = {
	document:
		'openapi swagger $self info jsonSchemaDialect servers security tags externalDocs host basePath schemes consumes produces securityDefinitions',
	operation: 'tags summary description externalDocs operationId deprecated security servers consumes produces schemes',
	parameter:
		'$ref name in description summary required deprecated allowEmptyValue style explode allowReserved example type format collectionFormat default enum pattern items',
	header:
		'$ref name in description summary required deprecated allowEmptyValue style explode allowReserved example type format collectionFormat default enum pattern items',
	requestBody: '$ref summary description required',
	response: '$ref summary description examples',
	mediaType: '$ref description example',
	encoding: 'contentType style explode allowReserved encoding prefixEncoding itemEncoding',
	securityScheme:
		'$ref type description summary name in scheme bearerFormat flows openIdConnectUrl oauth2MetadataUrl deprecated flow authorizationUrl tokenUrl scopes',
	components: '',
	schema: [
		...PLAIN_KEYWORDS,
		...NOTE_KEYWORDS,
		'$ref $schema $id $anchor $dynamicRef $dynamicAnchor $vocabulary $recursiveRef $recursiveAnchor id',
		'nullable readOnly writeOnly discriminator contentMediaType contentEncoding dependencies divisibleBy collectionFormat',
	].join(' '),
};

const known = new Map<Kind, ReadonlySet<string>>();

/** The fields of a kind; `undefined`: it may have any. */
function fieldsOf(kind: Kind): ReadonlySet<string> | undefined {
	const plain = PLAIN[kind];
	if (plain === undefined) return undefined;
	let fields = known.get(kind);
	fields ??= new Set([...Object.keys(listFields(kind)), ...plain.split(' ')].filter((name) => name !== ''));
	known.set(kind, fields);
	return fields;
}

/** Warnings `document.field.slip` for the fields of one part. Fields that look like none are left alone: they may be somebody's own. */
export function lintFields({ value, shape, pointer }: StructurePart, report: Reporter): void {
	const fields = isObject(value) ? fieldsOf(shape as Kind) : undefined;
	if (!fields || !isObject(value)) return;
	for (const name of Object.keys(value)) {
		if (fields.has(name) || name.startsWith('x-')) continue;
		const meant = findSlip(name, fields);
		if (meant === undefined || Object.hasOwn(value, meant)) continue;
		report({
			code: 'document.field.slip',
			severity: 'warning',
			message: `"${name}" says nothing here: it is left out`,
			remedy: `did you mean "${meant}"?`,
			pointer: joinPointer(pointer, name),
		});
	}
}
