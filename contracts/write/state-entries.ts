// The values that name what a provider state is about: as they were in the traffic, and as the pact has them.

import { collectFacts, type Substitutions, stabilise, VOLATILE } from '../../mock/inner.ts';
import { guessTypes, type JsonValue, type Operation, viewSchema } from '../../spec/index.ts';

/** One parameter of a provider state. */
export interface StateEntry {
	parameter: string;
	/** What the path calls it, where that is something else. */
	path?: string | undefined;
	/** As it was in the traffic. */
	actual: string;
	/** As the pact has it. */
	stable: string | number | boolean | null;
	/** It names an entity: the same text elsewhere is the same thing, whatever it is called there. */
	isKey: boolean;
}

const STAND_IN = '00000000-0000-4000-8000-000000000001';

/**
 * The value of a path parameter as the pact has it, in the type that its schema gives it: a constant in the place of what changes
 * from run to run, and of a key that the mock has counted (`isCounted`); else as it was.
 */
export function canoniseKey(
	text: string,
	{ operation, parameter, isCounted }: { operation: Operation; parameter: string; isCounted: boolean },
): string | number {
	if (VOLATILE.test(text)) return STAND_IN;
	const schema = operation.parameters.find((one) => one.in === 'path' && one.name === parameter)?.schema;
	const typed = readKey(text, schema);
	if (!isCounted) return typed;
	const stable: JsonValue | undefined = stabilise(
		typed,
		collectFacts(viewSchema(schema), typed, 'response'),
		'response',
	);
	return typeof stable === 'number' || typeof stable === 'string' ? stable : typed;
}

function readKey(text: string, schema: Operation['parameters'][number]['schema']): string | number {
	const types = guessTypes(viewSchema(schema));
	const isNumber = (types.has('integer') || types.has('number')) && !types.has('string');
	return isNumber && /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}

/** The substitutions that go with a provider state's parameters. */
export function createSubstitutions(entries: readonly StateEntry[]): Substitutions {
	return {
		find(text, name) {
			const found =
				entries.find((entry) => entry.actual === text && (entry.path ?? entry.parameter) === name) ??
				entries.find((entry) => entry.actual === text && entry.parameter === name) ??
				entries.find((entry) => entry.actual === text && (entry.isKey || VOLATILE.test(text)));
			return found && { stable: String(found.stable), parameter: found.parameter };
		},
	};
}
