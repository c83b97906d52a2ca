// Bytes that an entity holds, as the body of an answer.

import {
	findKeyword,
	holdsBytes,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type MediaType,
	type Negotiated,
	negotiateMediaType,
	type Operation,
	viewSent,
} from '../../spec/index.ts';
import { beginsLike } from './sample-bytes.ts';

/** The property that holds them, and how. */
interface Content {
	name: string;
	isBase64: boolean;
}

const contents = new WeakMap<Operation, Content | null>();

/** What the entity that an operation reads holds; `undefined`: no bytes. */
export function findStoredBytes(operation: Operation, entity: JsonObject): Uint8Array | undefined {
	const known = contents.get(operation);
	const content = known === undefined ? findContent(operation) : known;
	if (known === undefined) contents.set(operation, content ?? null);
	const value: JsonValue | undefined = content ? entity[content.name] : undefined;
	if (!content || typeof value !== 'string') return undefined;
	return Buffer.from(value, content.isBase64 ? 'base64' : 'latin1');
}

/** Of several types that the client takes, the one that the bytes begin like; `undefined`: none is known to. */
export function findTypeOfStored(
	offered: readonly MediaType[],
	args: { operation: Operation; entity: JsonObject; accept: string | string[] | undefined },
): Negotiated | undefined {
	const bytes = offered.length > 1 ? findStoredBytes(args.operation, args.entity) : undefined;
	const like = bytes && offered.find((one) => beginsLike(bytes, one.type));
	return like && negotiateMediaType([like], args.accept);
}

/** The declared one; else the only binary one that the resource's entities are sent with. */
function findContent({ effect, document }: Operation): Content | undefined {
	const resource = effect && document.resources.get(effect.resource);
	if (!effect) return undefined;
	const sent = document.operations
		.filter((one) => one.effect?.resource === effect.resource)
		.flatMap((one) => {
			const view = viewSent(one);
			return view ? [...listPossibleProperties(view)] : [];
		});
	const name = resource?.content;
	const own = sent.filter(([property, view]) => (name === undefined ? holdsBytes(view) : property === name));
	const [first] = own;
	const isSure = name !== undefined || new Set(own.map(([property]) => property)).size === 1;
	if (!first) return name === undefined ? undefined : { name, isBase64: false };
	return isSure ? { name: first[0], isBase64: findKeyword(first[1], 'contentEncoding') === 'base64' } : undefined;
}
