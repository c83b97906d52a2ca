import { describe, expect, it } from 'vitest';
import { checkScenarioSchemas } from '../../../mock/scenarios/check-schemas.ts';
import { loadScenarioText } from '../../../mock/scenarios/load.ts';
import { placeFindings } from '../../../mock/scenarios/scenario-finding.ts';
import { loadDocuments } from '../../../spec/index.ts';
import { describeFinding } from './stage.ts';

const SCHEMA = {
	type: 'object',
	properties: {
		customer: { type: 'object', properties: { country: {}, names: { type: 'array', items: {} } } },
		'a/b': {},
		note: {},
	},
};
const answers = { responses: { '204': { description: 'Done.' }, '409': { description: 'No.' } } };
const loaded = await loadDocuments([
	{
		openapi: '3.1.0',
		info: { title: 'When', version: '1' },
		paths: {
			'/a': {
				post: { operationId: 'a', requestBody: { content: { 'application/json': { schema: SCHEMA } } }, ...answers },
			},
			'/b': {
				post: {
					operationId: 'b',
					requestBody: { content: { 'application/json': { schema: SCHEMA }, 'text/plain': {} } },
					...answers,
				},
			},
		},
	},
]);
const stage = { operations: new Map(loaded.operations.map((one) => [one.id, one])), resources: loaded.resources };

function find(on: string, body: string): string[] {
	const text = `name: a\ntitle: A\nscript:\n  - on: ${on}\n    when: { body: ${body} }\n    reply: { status: 409 }\n`;
	const { scenario, locate } = loadScenarioText('a.yaml', text, stage);
	return [...scenario.findings, ...placeFindings(checkScenarioSchemas(scenario, stage), locate)].map(describeFinding);
}

describe('conditions on a body', () => {
	it.each<[string, string[]]>([
		['{ /customer: x, /customer/country: ES, /note: { absent: true }, /a~1b: 0 }', []],
		['{ /customer/names/0: x, /customer/names/0/first: y }', []],
		// What a schema does not list may come all the same.
		['{ /other: 1, "": { present: true } }', []],
		['{ /custmer: x }', ['5:21 warning scenario.cue.when requests of a have no /custmer (did you mean /customer?)']],
		[
			'{ /customer/contry: ES, /Note: 1 }',
			[
				'5:21 warning scenario.cue.when requests of a have no /customer/contry (did you mean /customer/country?)',
				'5:43 warning scenario.cue.when requests of a have no /Note (did you mean /note?)',
			],
		],
	])('%s', (body, expected) => {
		expect(find('a', body)).toEqual(expected);
	});

	it('may be true of a body of another form, and on every operation', () => {
		expect(find('b', '{ /custmer: x }')).toEqual([]);
		expect(find('"*"', '{ /custmer: x }')).toEqual([]);
		expect(find('[a, b]', '{ /custmer: x }')).toHaveLength(1);
	});
});
