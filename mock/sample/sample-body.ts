// A body as it stands in a request that is accepted.

import {
	findFraming,
	findItemSchema,
	fitsSurely,
	getOwn,
	guessTypes,
	isDuration,
	isJsonType,
	isObject,
	type JsonObject,
	type JsonValue,
	type MediaType,
	type Operation,
	parsePointer,
	resolvePointer,
	SchemaError,
	type SchemaView,
	viewAt,
	viewSchema,
} from '../../spec/index.ts';
import { generateValue } from '../answer/generate.ts';
import { hashText } from '../chance/hash.ts';
import { parseTextBody } from '../request/body.ts';
import { compileBody } from '../request/check-plan.ts';
import { addAsked } from './asked-values.ts';
import { sampleOperations } from './sample-operations.ts';
import { listSampleValues, NOW_MS } from './sample-values.ts';
import { setAt } from './set-at.ts';
import { FORM, MULTIPART, type WrittenBody, writeBody } from './write-body.ts';

/** The body of a sample, and the value that was written so. */
export interface SampleBody extends WrittenBody {
	value: JsonValue;
}

/**
 * The body of a sample, in the first media type of JSON, forms, multipart and others in which one is accepted. Absent where the
 * operation takes none, or none that fits was found and it may be left out.
 */
export function sampleBody(operation: Operation): SampleBody | undefined {
	const { requestBody, id, effect } = operation;
	if (!requestBody || requestBody.isRare) return undefined;
	let first: SampleBody | undefined;
	for (const mediaType of [...requestBody.mediaTypes].sort((a, b) => rank(a) - rank(b))) {
		const { schema } = mediaType;
		const items = findFraming(mediaType.type) && findItemSchema(mediaType);
		const examples = mediaType.examples.map(({ value }) => value);
		const view = viewSchema(items ?? schema);
		const isForm = mediaType.type === FORM || mediaType.type === MULTIPART;
		// A form is made of fields, also where nothing is said of them.
		const isUntold =
			examples.length === 0 && !items && (isForm ? guessTypes(view).size === 0 : !schema && isStoring(operation));
		for (const made of isUntold ? [SOMETHING] : listSampleValues({ view, label: id, examples })) {
			const meant = putDurations(made, effect);
			const asked = addAsked(addEntity(meant, { operation, view }), { operation, view, nowMs: NOW_MS });
			const operations = sampleOperations(meant, { operation, mediaType });
			for (const value of new Set([operations ?? putSlug(leaveKey(asked, operation), operation), asked, meant])) {
				const written = writeBody(value, { mediaType, type: nameType(mediaType.type) });
				if (!written || written.text === '') continue;
				const body = { ...written, value };
				first ??= body;
				if (isAccepted(written, { mediaType, value })) return body;
			}
		}
	}
	if (!requestBody.required) return undefined;
	return (
		first ?? { contentType: nameType(requestBody.mediaTypes[0]?.type ?? 'application/json'), text: '{}', value: {} }
	);
}

/** With what is to be stored, where the document lets that be left out: `{ idempotency_key }` alone makes an entity of nothing. */
function addEntity(value: JsonValue, { operation, view }: { operation: Operation; view: SchemaView }): JsonValue {
	const { effect } = operation;
	const place = effect && 'request' in effect ? effect.request : undefined;
	const steps = parsePointer(place ?? '') ?? [];
	const name = steps.at(-1);
	if (place === undefined || name === undefined || steps.includes('0')) return value;
	const inner = resolvePointer(value, place) === undefined ? viewAt(view, place) : undefined;
	if (!inner || !guessTypes(inner).has('object')) return value;
	const made = generateValue({
		view: inner,
		seed: hashText(name, 1),
		nowMs: NOW_MS,
		direction: 'request',
		variant: 'sample',
		name,
	});
	return made.ok ? setAt(value, steps, made.value) : value;
}

/** With a key that was made up (`Example name`) as paths are written: `example-name`. */
function putSlug(value: JsonValue, { effect, document }: Operation): JsonValue {
	if (effect?.kind !== 'create') return value;
	const resource = document.resources.get(effect.resource);
	const place = `${effect.request ?? ''}/${resource?.key ?? ''}`;
	const key = resource?.keyPath ? undefined : resolvePointer(value, place);
	if (typeof key !== 'string' || !key.startsWith('Example ')) return value;
	return setAt(value, parsePointer(place) ?? [], key.toLowerCase().replaceAll(' ', '-'));
}

/** Without the key of what the path names already, where it may be left out: another one there would say that it is renamed. */
function leaveKey(value: JsonValue, { effect, document }: Operation): JsonValue {
	if ((effect?.kind !== 'replace' && effect?.kind !== 'patch') || effect.part || effect.key.kind !== 'path')
		return value;
	const resource = document.resources.get(effect.resource);
	const steps = parsePointer(effect.request ?? '') ?? [];
	const sent = resolvePointer(value, effect.request ?? '');
	if (!resource || resource.keyPath || !isObject(sent) || !Object.hasOwn(sent, resource.key)) return value;
	const { [resource.key]: _, ...rest } = sent;
	return Object.keys(rest).length === 0 ? value : setAt(value, steps, rest);
}

/** What is kept of a body of which the document says nothing. */
const SOMETHING: JsonObject = { name: 'Example name' };

function isStoring({ effect }: Operation): boolean {
	return effect?.kind === 'create' || effect?.kind === 'replace' || effect?.kind === 'patch';
}

const DURATION = 'P7D';

/** Where an effect reads a duration, its schema may say no more than that it is a text. */
function putDurations(value: JsonValue, effect: Operation['effect']): JsonValue {
	let copy = value;
	const settings = effect && 'set' in effect ? [...effect.set.values()] : [];
	for (const set of settings) {
		if (set.kind !== 'after' || set.expression?.kind !== 'body') continue;
		const [name, ...deeper] = parsePointer(set.expression.pointer) ?? [];
		const known = name === undefined || deeper.length > 0 ? undefined : getOwn(copy, name);
		if (name === undefined || typeof known !== 'string' || isDuration(known)) continue;
		copy = { ...(copy as JsonObject), [name]: DURATION };
	}
	return copy;
}

/** Read back as a request's is; of a multipart, whose reading takes time, the value is judged. */
function isAccepted(
	{ contentType, text }: WrittenBody,
	{ mediaType, value }: { mediaType: MediaType; value: JsonValue },
): boolean {
	const isPlain = findFraming(mediaType.type) === undefined;
	const fits = (read: JsonValue): boolean =>
		(isPlain && fitsSurely(viewSchema(mediaType.schema), read, 'request')) ||
		(compileBody(mediaType)?.(read).length ?? 0) === 0;
	const [type = ''] = contentType.split(';');
	try {
		if (type === MULTIPART) return fits(value);
		const parsed = parseTextBody(Buffer.from(text), { type, mediaType });
		return parsed.ok && fits(parsed.value);
	} catch (error) {
		// The schema doesn't compile: requests are answered with that, whatever they hold.
		if (error instanceof SchemaError) return false;
		throw error;
	}
}

function rank({ type }: MediaType): number {
	if (type.includes('*')) return 5;
	if (isJsonType(type)) return type === 'application/json' ? 0 : 1;
	return type === FORM ? 2 : type === MULTIPART ? 3 : 4;
}

/** A type that a range takes. */
function nameType(type: string): string {
	if (!type.includes('*')) return type;
	if (type.startsWith('text/')) return 'text/plain';
	if (type.startsWith('multipart/')) return MULTIPART;
	if (/^(?:\*|application)\//.test(type)) {
		return type.includes('+') ? type.replace('*', 'vnd.example') : 'application/json';
	}
	return type.replace('*', 'example');
}
