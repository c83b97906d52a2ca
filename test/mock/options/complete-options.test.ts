import { describe, expect, it } from 'vitest';
import { completeOptions } from '../../../mock/options/complete-options.ts';
import type { MockOptions } from '../../../mock/options/mock-options.ts';
import { type JsonObject, StartupError } from '../../../spec/index.ts';

function refusalOf(partial: object): StartupError {
	try {
		completeOptions(partial as Partial<MockOptions>);
	} catch (error) {
		if (error instanceof StartupError) return error;
	}
	throw new Error(`nothing was refused in ${JSON.stringify(partial)}`);
}

describe('the options of a mock', () => {
	it('serve the documents and scenarios that ship when nothing is given', () => {
		const options = completeOptions();
		expect(options.documents).toHaveLength(17);
		expect(options.scenarios).toMatch(/scenarios$/);
		expect(options).toMatchObject({
			host: '127.0.0.1',
			port: 4010,
			seed: undefined,
			auth: 'present',
			cors: true,
			watch: false,
			maxSessions: 1000,
			journal: 1000,
			journalBytes: 8 * 1024 * 1024,
			fill: 0,
			rows: [],
			maxEntities: 10_000,
			maxBody: 1024 * 1024,
			infer: true,
			log: 'silent',
		});
	});

	it('take a document that holds itself, which is refused where it is read', () => {
		const document: Record<string, unknown> = { openapi: '3.1.0' };
		document['x-self'] = document;
		expect(completeOptions({ documents: [document as JsonObject] }).documents[0]).toBe(document);
	});

	it('leave the shipped scenarios out when other documents are served', () => {
		expect(completeOptions({ documents: ['orders.yaml'] }).scenarios).toBeUndefined();
		expect(completeOptions({ documents: ['orders.yaml'], scenarios: 'mine' }).scenarios).toBe('mine');
	});

	it('take undefined for absent', () => {
		expect(completeOptions({ port: undefined, documents: undefined, log: undefined })).toEqual(completeOptions());
	});

	const good: Partial<MockOptions>[] = [
		{ port: 0 },
		{ port: 65_535 },
		{ seed: 0 },
		{ seed: -5 },
		{ journal: 0 },
		{ journalBytes: 0 },
		{ maxSessions: 1 },
		{ maxBody: 0 },
		{ delayMs: { min: 0, max: 0 } },
		{ cors: false },
		{ adminToken: 'se~cret=' },
		{ adminHosts: [] },
		{ instance: 'mock-1.a_~' },
		{ overlays: [] },
		{ auth: 'verify', jwks: { keys: [] } },
		{ documents: [{ openapi: '3.1.0' }] },
	];
	it.each(good)('accept %j', (partial) => {
		expect(completeOptions(partial)).toMatchObject(partial);
	});

	it('take a file that is named twice once', () => {
		const { documents, rows } = completeOptions({
			documents: ['package.json', './package.json', 'packag[e].json', 'https://a.test/api', { openapi: '3.1.0' }],
			rows: ['a.yaml', './a.yaml', 'b.yaml'],
		});
		expect(documents).toEqual(['package.json', 'https://a.test/api', { openapi: '3.1.0' }]);
		expect(rows).toEqual(['a.yaml', 'b.yaml']);
	});

	const bad: [object, RegExp][] = [
		[{ port: -1 }, /^port must be a whole number from 0 to 65535, not -1/],
		[{ port: 65_536 }, /^port must be/],
		[{ port: 1.5 }, /^port must be/],
		[{ port: '4010' }, /^port must be .*, not "4010"/],
		[{ port: null }, /^port must be/],
		[{ port: Number.NaN }, /^port must be/],
		[{ host: '' }, /^host must be/],
		[{ seed: 1.5 }, /^seed must be a whole number, not 1.5/],
		[{ seed: false }, /^seed must be/],
		[{ journal: -1 }, /^journal must be/],
		[{ maxSessions: 0 }, /^maxSessions must be a whole number from 1/],
		[{ maxEntities: 0 }, /^maxEntities must be/],
		[{ maxBody: -1 }, /^maxBody must be/],
		[{ journalBytes: 2 ** 40 }, /^journalBytes must be/],
		[{ auth: 'none' }, /^auth must be one of present, off, verify, not "none"/],
		[{ auth: 'verify' }, /^auth verify needs the keys/],
		[{ log: '' }, /^log must be one of/],
		[{ cors: 0 }, /^cors must be true or false, not 0/],
		[{ documents: [] }, /^documents must be at least one/],
		[{ documents: [''] }, /^documents must be/],
		[{ documents: 'api.yaml' }, /^documents must be/],
		[{ delayMs: { min: 2, max: 1 } }, /^delayMs must be a range/],
		[{ delayMs: 0 }, /^delayMs must be/],
		[{ delayMs: null }, /^delayMs must be/],
		[{ adminHosts: 'mock.test' }, /^adminHosts must be/],
		[{ instance: 'a b' }, /^instance must be a name/],
		[{ documnets: ['api.yaml'] }, /^there is no option documnets$/],
		[{ toString: 1 }, /^there is no option toString$/],
	];
	it.each(bad)('refuse %j', (partial, message) => {
		const error = refusalOf(partial);
		expect(error.code).toBe('option.invalid');
		expect(error.message).toMatch(message);
	});

	it('name the option that was meant', () => {
		expect(refusalOf({ documnets: ['api.yaml'] }).line).toContain('did you mean documents?');
	});

	it.each(['', 'two words', 'täst'])('never show a token that they refuse: %j', (adminToken) => {
		const error = refusalOf({ adminToken });
		expect(error.message).toBe('adminToken must be one word in ASCII');
	});
});
