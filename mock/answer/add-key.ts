// The key of what was created, in an answer whose schema forgets it: without it nobody could ask for the entity.

import {
	getOwn,
	guessTypes,
	isObject,
	type JsonObject,
	type JsonValue,
	parsePointer,
	readOpenness,
	setOwn,
	viewAt,
	viewSchema,
} from '../../spec/index.ts';
import { convertScalar } from '../effects/birth/fit-value.ts';
import type { EntityMention } from '../types/answer.ts';
import type { AnswerPlanned, LazySchema } from './answer-plan.ts';
import { showsKey } from './shows-key.ts';

/**
 * The body of a create with the key beside the properties of the entity, e.g. `{ "data": { "id": 7, "name": "a" } }`: where an operation
 * reads the entity by that key, nothing in the body shows it, and the schema (of an inferred resource) lets it come. Else the body as it is.
 */
export function addKey(
	body: JsonValue,
	{ plan, mention, schema }: { plan: AnswerPlanned; mention: EntityMention; schema: LazySchema },
): JsonValue {
	const { operation, readBy } = plan;
	const { effect } = operation;
	const reading = readBy?.effect;
	if (!effect?.inferred || mention.outcome !== 'created' || !readBy || showsKey(body, mention.key)) return body;
	const resource = operation.document.resources.get(effect.resource);
	const place = effect.answer ?? '';
	const view = viewAt(schema.view, place);
	// A name that says where it stands has the key in it.
	if (!resource || resource.keyPath || resource.named || !view || readOpenness(view) === 'closed') return body;
	const parameter =
		reading && 'key' in reading && reading.key.kind === 'path' ? findParameter(readBy, reading.key.name) : undefined;
	const key = convertScalar(mention.key, guessTypes(viewSchema(parameter?.schema))) ?? mention.key;
	const whole = putAt(body, { steps: parsePointer(place) ?? [], name: resource.key, key });
	return whole !== undefined && schema.fits(whole) ? whole : body;
}

function findParameter({ parameters }: NonNullable<AnswerPlanned['readBy']>, name: string) {
	return parameters.find((one) => one.in === 'path' && one.name === name);
}

/** `undefined`: no object stands there, or it has such a property already. */
function putAt(
	value: JsonValue,
	{ steps, name, key }: { steps: readonly string[]; name: string; key: JsonValue },
): JsonValue | undefined {
	const [step, ...rest] = steps;
	if (Array.isArray(value)) {
		const inner = step === '0' && value[0] !== undefined ? putAt(value[0], { steps: rest, name, key }) : undefined;
		return inner === undefined ? undefined : [inner, ...value.slice(1)];
	}
	if (!isObject(value)) return undefined;
	if (step === undefined) {
		if (Object.hasOwn(value, name)) return undefined;
		const shown: JsonObject = {};
		setOwn(shown, name, key);
		return Object.assign(shown, value);
	}
	const member = getOwn(value, step);
	const inner = member === undefined ? undefined : putAt(member, { steps: rest, name, key });
	if (inner === undefined) return undefined;
	const whole = { ...value };
	setOwn(whole, step, inner);
	return whole;
}
