// The JSON Schema of stunt-double.yaml, by the tables of flags.

import type { Command, Flag, Flags } from '../mock/cli/command.ts';
import { listSectionKeys, MOCKS, SECTIONS, SHARED_KEYS } from '../mock/cli/settings-keys.ts';
import type { JsonObject } from '../spec/index.ts';

/** The JSON Schema of a file of settings, for editors, by the flags of the commands that have a section. */
export function describeSettings(commands: readonly Command[]): JsonObject {
	const sections = commands
		.filter(({ name }) => SECTIONS.includes(name))
		.map(({ name, summary, ...command }) => [
			name,
			{ title: name, description: `of ${name} alone: ${summary}`, ...describeKeys(listSectionKeys(command)) },
		]);
	const shared = describeKeys(SHARED_KEYS);
	return {
		title: 'Settings of Stunt Double',
		description: 'stunt-double.yaml, or the key stunt-double of package.json; flags and variables win over it',
		...shared,
		properties: {
			...(shared['properties'] as JsonObject),
			[MOCKS]: {
				title: MOCKS,
				description: 'several mocks by name, each with keys of its own beside those that stand above',
				type: 'object',
				additionalProperties: shared,
			},
			...Object.fromEntries(sections),
		},
	};
}

function describeKeys(flags: Flags): JsonObject {
	const properties = Object.entries(flags).map(([name, flag]): [string, JsonObject] => [
		name,
		{ title: name, ...describeKey(flag) },
	]);
	return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) };
}

function describeKey(flag: Flag): JsonObject {
	const initial = flag.default ?? flag.initial;
	const description = initial === undefined || initial === 'none' ? flag.help : `${flag.help} (else ${initial})`;
	return { description, ...describeValue(flag) };
}

function describeValue({ kind, choices, min, max }: Flag): JsonObject {
	switch (kind) {
		case 'switch':
			return { type: 'boolean' };
		case 'integer':
		case 'number':
			return {
				type: kind,
				...(min !== undefined && { minimum: min }),
				...(max !== undefined && { maximum: max }),
			};
		case 'list':
			return { type: ['array', 'string'], items: choices ? { enum: [...choices] } : { type: 'string' } };
		case 'text':
			// YAML reads `true` as no text.
			return choices
				? { enum: choices.flatMap((one) => (one === 'true' || one === 'false' ? [one, one === 'true'] : [one])) }
				: { type: 'string' };
	}
}
