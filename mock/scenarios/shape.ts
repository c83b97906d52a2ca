// The form of a scenario file, said once: what is checked when a file loads, and what its JSON Schema is made of.

import {
	anything,
	choose,
	DURATION_PATTERN,
	findMisfits,
	getObject,
	getOwn,
	isObject,
	type JsonValue,
	joinPointer,
	leaf,
	list,
	MAX_DURATION_LENGTH,
	type Misfit,
	map,
	type Pointer,
	record,
	SCALAR,
	text,
	VALUE_OR_CONDITION,
	whole,
} from '../../spec/index.ts';
import { CUE, delayShape, FAULT, SCRIPT } from './cue-shape.ts';
import type { ScenarioFinding } from './scenario-finding.ts';
import { PARAMETER_NAME, WHOLE_REFERENCE } from './substitute.ts';

/** RFC 3339 §5.6. */
const DATE_TIME =
	/^\d{4}-(\d\d)-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/i;
/** Entities of one scenario, generated ones included. */
const MAX_GIVEN = 10_000;

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const PARAMETER = '$' + '{name}';

const DURATION = leaf({
	description: `An ISO 8601 duration, such as P7D, PT10M or PT0.5S, or the ${PARAMETER} of a parameter that holds one.`,
	schema: {
		type: 'string',
		pattern: `${WHOLE_REFERENCE.source}|^${DURATION_PATTERN}$`,
		maxLength: MAX_DURATION_LENGTH,
	},
	message: 'must be an ISO 8601 duration',
	remedy: 'write it like P7D, PT10M or PT0.5S',
});

const NOW = leaf({ description: "The session's now.", schema: { const: true }, message: 'must be true' });

/** `{ after: P7D }`, `{ before: P1D }` and `{ now: true }`; every other value is taken as it is. */
const VALUE = choose({
	title: 'Value',
	description:
		"Any value; { now: true }, { after: P7D } and { before: P1D } are the session's now, and date-times reckoned from it.",
	cases: [...['after', 'before'].map((name) => ({ name, value: DURATION })), { name: 'now', value: NOW }].map(
		({ name, value }) => ({
			if: { type: 'object', required: [name], maxProperties: 1 },
			take: record({ properties: { [name]: value } }),
		}),
	),
	otherwise: anything(),
});

const ENTITY = map({
	title: 'Entity',
	description:
		"The properties of one entity. A value may be { after: P7D } or { before: P1D }: a date-time that much later or earlier than the session's now.",
	what: 'an entity',
	values: VALUE,
	filled: { message: 'an entity needs at least one property' },
});

const GENERATOR = record({
	title: 'Generated entities',
	description: "Entities with properties from the document's schema, the same for the same seed.",
	what: 'an entity',
	properties: {
		generate: whole({ min: 1, max: 1000, description: 'How many.' }),
		with: map({
			description:
				'Properties that are given rather than generated. A list is gone through in turn, one value an entity, and starts again at its end.',
			values: choose({
				cases: [{ if: { type: 'array' }, take: list({ items: VALUE, each: 'value', filled: true }) }],
				otherwise: VALUE,
			}),
		}),
	},
	required: ['generate'],
});

const EVERY = record({
	title: 'Every entity',
	description:
		'Every entity of this resource that the session holds, and every one that is created while the scenario is in use, once its creation was answered.',
	what: 'a row for every entity',
	properties: {
		every: choose({
			description: 'The properties to set, or null to take the entities away. Key and scope stay as they are.',
			examples: [{ status: 'SHIPPED' }],
			cases: [{ if: { type: 'null' }, take: anything() }],
			otherwise: map({
				values: VALUE,
				mustBe: 'an object of properties, or null',
				filled: { message: 'every needs at least one property', remedy: 'write null to take the entities away' },
			}),
		}),
		where: map({
			description:
				'Which ones: properties and their values, or conditions such as { in: [OPEN, PAID] }. Absent: all of them.',
			examples: [{ shop: 'acme' }],
			values: VALUE_OR_CONDITION,
		}),
	},
	required: ['every'],
});

const ENTITIES = list({
	title: 'Entities',
	description: 'The entities of this resource, in order.',
	each: 'entity',
	items: choose({
		title: 'Entity, or a number of them',
		description:
			"An entity with its properties, among them its scope parameters and its key; or { generate, with }: that many entities, generated from the document's schema; or { every, where }: what holds for those that are there, and for those to come.",
		cases: [
			{ if: { type: 'object', required: ['every'], maxProperties: 2 }, take: EVERY },
			{ if: { type: 'object', required: ['generate'] }, take: GENERATOR },
		],
		otherwise: ENTITY,
	}),
});

/** What a scenario file holds. */
export const SCENARIO = record({
	title: 'Scenario',
	description: `One file of the folder scenarios: what the world looks like at the start, and what happens on cue. In every string of \`given\` and \`script\`, ${PARAMETER} stands for a parameter; a string that is nothing but ${PARAMETER} takes the parameter's type as well.`,
	properties: {
		name: text({
			description: "What the scenario is called by programs; the file's name without its ending.",
			examples: ['already-paid'],
			like: { pattern: NAME.source, maxLength: 100 },
			message: (name) => `name ${JSON.stringify(name)} is not allowed`,
			remedy: 'use at most 100 lower-case letters, digits and single hyphens, e.g. already-paid',
		}),
		title: text({
			description: 'One line for the person who chooses the scenario.',
			examples: ['The order was already paid'],
		}),
		description: leaf({
			description: 'What to expect, in a sentence or two.',
			schema: { type: 'string' },
			kind: 'type',
			message: 'must be a string',
		}),
		states: list({
			title: 'Provider states',
			description: 'The Pact provider states that this scenario serves. A state belongs to one scenario only.',
			examples: [['an order that is already paid']],
			items: text(),
			each: 'state',
			unique: true,
		}),
		parameters: map({
			description:
				"Names and their defaults. Whoever uses the scenario may give other values; so may a provider state's params.",
			examples: [{ shop: 'acme' }],
			names: {
				pattern: PARAMETER_NAME.source,
				message: (name) => `a parameter can't be called ${JSON.stringify(name)}`,
				remedy: 'use letters, digits, _ and -, and begin with a letter or _',
			},
			values: SCALAR,
			member: (name) => `parameter ${name}`,
		}),
		clock: leaf({
			description: "The session's time at the start. Absent: the machine's time.",
			examples: ['2026-01-15T09:00:00Z'],
			schema: { type: 'string', format: 'date-time' },
			also: isDateTime,
			message: 'must be a date and time with its zone',
			remedy: 'write it like 2026-01-15T09:00:00Z',
		}),
		given: map({
			description: 'The entities that exist at the start, by resource.',
			values: ENTITIES,
			member: (resource) => `given ${resource}`,
		}),
		keys: map({
			description:
				'The keys of the entities that are created while the scenario is in use, by resource, in their order; one that is taken is passed over, and behind the last one the mock makes its own. A request that sends a key has its own.',
			examples: [{ order: ['ord-1003', 'ord-1004'] }],
			values: list({
				each: 'key',
				filled: true,
				items: leaf({
					schema: { type: ['string', 'number'] },
					kind: 'type',
					message: 'must be a string or a number',
				}),
			}),
			member: (resource) => `keys ${resource}`,
		}),
		delay: delayShape(
			'How long all answers of the session take, but for those of cues with a delay of their own. The seed chooses.',
		),
		faults: record({
			description:
				'Answers of the session that go wrong by chance, by the seed; whatever they are, and after their effect.',
			examples: [{ share: 0.1, kind: 'reset' }],
			properties: {
				share: leaf({
					description: 'How many of them, from 0 to 1.',
					schema: { type: 'number', minimum: 0, maximum: 1 },
					message: 'must be a number from 0 to 1',
				}),
				kind: choose({
					description: 'What goes wrong, or a list of it, out of which the seed chooses.',
					cases: [{ if: { type: 'array' }, take: list({ items: FAULT, each: 'fault', filled: true }) }],
					otherwise: FAULT,
				}),
			},
			required: ['share', 'kind'],
		}),
		script: SCRIPT,
	},
	required: ['name', 'title'],
	extensible: true,
});

/** Everything in a parsed file that is not of a scenario's form; empty: the value can be read as one. */
export function checkShape(value: JsonValue): ScenarioFinding[] {
	const mistakes = findMisfits(SCENARIO, { value, pointer: '', what: 'a scenario' }).map(toMistake);
	const crowd = findCrowd(value);
	if (crowd !== undefined) {
		const message = `more than ${MAX_GIVEN} entities are given`;
		mistakes.push({ code: 'scenario.too-many', pointer: crowd, message });
	}
	return mistakes;
}

/** Whether a scenario may have this name, but for its length: `already-paid`. */
export function isNameOfScenario(name: string): boolean {
	return NAME.test(name);
}

/** Everything in a cue that is not of its form. */
export function checkCue(cue: JsonValue): ScenarioFinding[] {
	return findMisfits(CUE, { value: cue, pointer: '', what: 'a cue' }).map(toMistake);
}

function toMistake({ kind, pointer, message, remedy }: Misfit): ScenarioFinding {
	return {
		code: kind === 'apart' ? 'scenario.value' : `scenario.${kind}`,
		pointer,
		message,
		...(remedy !== undefined && { remedy }),
	};
}

/** The entity that is one too many. */
function findCrowd(scenario: JsonValue): Pointer | undefined {
	let count = 0;
	for (const [resource, list] of Object.entries((isObject(scenario) && getObject(scenario, 'given')) || {})) {
		for (const [index, entry] of (Array.isArray(list) ? list : []).entries()) {
			const generate = isObject(entry) ? getOwn(entry, 'generate') : undefined;
			count += typeof generate === 'number' && generate <= 1000 ? generate : 1;
			if (count > MAX_GIVEN) return joinPointer('/given', resource, index);
		}
	}
	return undefined;
}

function isDateTime(value: JsonValue): boolean {
	const text = String(value);
	const [, month, day] = DATE_TIME.exec(text) ?? [];
	if (month === undefined || Number.isNaN(Date.parse(text.toUpperCase()))) return false;
	// Date.parse takes 30 February for 2 March.
	return new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(day);
}
