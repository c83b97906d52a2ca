// The plain run: what passes, what fails, and everything that the verifier alone would let pass in silence.

import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyPacts } from '../../../contracts/verify/verify-pacts.ts';
import {
	codesOf,
	createFolder,
	createPact,
	DOCUMENT,
	OPEN,
	PAID,
	SCENARIOS,
	verifier,
	verify,
	writePact,
} from './support.ts';

const T = { match: 'type' };
const ID = { body: { id: OPEN }, rules: { '$.id': T } };
const plainly = { variants: false } as const;

describe('pacts that fit', () => {
	test.each([1, 2, 3, 4])('pass, written as Pact V%i', async (version) => {
		const report = await verify(
			[
				{ description: 'zeta', ...ID },
				{ description: 'alpha', method: 'DELETE', status: 204 },
				{
					description: 'a paid one',
					states: [{ name: 'an order that is paid' }],
					method: 'DELETE',
					path: `/shops/acme/orders/${PAID}`,
					status: 409,
				},
			],
			{ ...plainly, version },
		);
		expect(report.findings).toEqual([]);
		expect(report.ok).toBe(true);
		expect(report.counts).toEqual({ pacts: 1, interactions: 3, failed: 0, variants: 0, failedVariants: 0 });
		expect(report.pacts[0]?.interactions.map(({ description }) => description)).toEqual([
			'zeta',
			'alpha',
			'a paid one',
		]);
	});

	test('pass again and again: no interaction sees what another one did, nor the same one twice', async () => {
		const gone = { description: 'cancel', method: 'DELETE', status: 204 };
		const report = await verify(
			[gone, gone, { ...gone, description: 'again' }, { description: 'still open', body: { status: 'OPEN' } }],
			plainly,
		);
		expect(report.findings).toEqual([]);
		expect(report.counts.interactions).toBe(4);
	});

	test('give parameters to their states, and take values from them', async () => {
		const id = '11111111-2222-4333-8444-555555555555';
		const pact = createPact([
			{
				states: [{ name: 'an order that is paid', params: { id, shop: 'other', status: 'SENT' } }],
				body: { id: 'x', status: 'SENT' },
				rules: { '$.id': T },
			},
		]) as {
			interactions: { request: object }[];
		};
		const [one] = pact.interactions;
		// biome-ignore lint/suspicious/noTemplateCurlyInString: Pact's own syntax
		const expression = '/v1/shops/${shop}/orders/${id}';
		Object.assign(one?.request ?? {}, {
			generators: { path: { type: 'ProviderState', expression } },
		});
		const injected = await verifyPacts({
			pacts: [writePact(pact)],
			documents: [DOCUMENT],
			scenarios: SCENARIOS,
			...plainly,
		});
		expect(injected.findings).toEqual([]);
	});

	test('may have several states of one scenario, which complete each other', async () => {
		const states = [
			{ name: 'an order with lines', params: { shop: 'b' } },
			{ name: 'An order that is OPEN', params: { id: PAID } },
		];
		const report = await verify([{ states, path: `/v1/shops/b/orders/${PAID}`, body: { id: PAID } }], plainly);
		expect(report.findings).toEqual([]);
	});

	test('may have states of several scenarios, whose entities are there together', async () => {
		const states = [
			{ name: 'an order with lines', params: { shop: 'b' } },
			{ name: 'an order that is paid', params: { shop: 'b' } },
			{ name: 'cancelOrder answers 409' },
		];
		const said = [OPEN, PAID].map((id) => ({
			states,
			description: id,
			path: `/v1/shops/b/orders/${id}`,
			body: { id },
		}));
		const refused = {
			states,
			description: 'refused',
			method: 'DELETE',
			path: `/v1/shops/b/orders/${OPEN}`,
			status: 409,
		};
		expect((await verify([...said, refused], plainly)).findings).toEqual([]);
	});

	test('without a state begin in an empty world', async () => {
		const report = await verify([{ ...ID }, { description: 'none', states: [], status: 404 }], plainly);
		expect(report.findings).toEqual([]);
	});
});

/** As pact-jvm writes them. */
test.each<[number, string]>([
	[2, 'application/json; charset=UTF-8'],
	[3, 'application/json;charset=utf-8'],
	[4, 'application/json; charset="UTF-8"'],
])('JSON of version %i with a charset, %s, is compared all the same', async (version, type) => {
	const respond = (status: string): object => {
		const content = { id: OPEN, status };
		const headers = { 'Content-Type': version === 4 ? [type] : type };
		const body = version === 4 ? { content, contentType: type, encoded: false } : content;
		return { response: { status: 200, headers, body } };
	};
	const said = ['OPEN', 'SENT'].map((status) => ({ description: status, more: respond(status) }));
	const report = await verify(said, { ...plainly, version });
	expect(report.pacts[0]?.interactions.map(({ outcome }) => outcome)).toEqual(['passed', 'failed']);
	expect(report.findings[0]?.message).toContain("Expected 'OPEN' (String) to be equal to 'SENT'");
});

describe('what fails', () => {
	test('is told with the reason that the mock has for its answer', async () => {
		const report = await verify(
			[
				{ path: `/v1/shops/acme/orders/${PAID}`, ...ID },
				{ description: 'b', headers: { Authorization: 'none' }, ...ID },
			],
			plainly,
		);
		expect(codesOf(report)).toEqual(['error verify.failed', 'error verify.failed']);
		expect(report.findings[0]?.message).toMatch(/expected 200 but was 404 \(there is no order 2b7e/);
		expect(report.findings[0]?.pact).toMatchObject({
			interaction: 'a request for the order',
			pointer: '/interactions/0',
		});
		expect(report.findings[1]?.message).toMatch(/expected 200 but was 401/);
		expect(report.ok).toBe(false);
	});

	test('says what the consumer misses', async () => {
		const { findings } = await verify([{ body: { id: 'x', price: 1, tags: ['old'] }, rules: { '$.id': T } }], plainly);
		expect(findings[0]?.message).toContain('the consumer needs price in $');
		expect(findings[0]?.message).toContain("$.tags[0]: Expected 'new' (String) to be equal to 'old' (String)");
	});

	test('does not fail the run where the pact calls it pending', async () => {
		const report = await verify([{ ...ID }, { description: 'p', status: 404, more: { pending: true } }], plainly);
		expect(codesOf(report)).toEqual(['warning verify.failed']);
		expect([report.ok, report.pacts[0]?.outcome]).toEqual([true, 'pending']);
	});
});

test('an answer that is cut off fails its own interaction, and no other', async () => {
	const path = '/v1/orgs/acme/identifications/identity_document/1d0a6c52-8a0e-4b57-9f6e-3b1f0c5a7e01';
	const said = [
		{ description: 'cut', states: [{ name: 'the service cuts the connection' }], path },
		{ description: 'fails', states: [{ name: 'the service fails unexpectedly' }], path, status: 500 },
	];
	const report = await verifyPacts({ pacts: [writePact(createPact(said))], timeoutMs: 1000, verifier });
	expect(report.pacts[0]?.interactions.map(({ outcome }) => outcome)).toEqual(['failed', 'passed']);
});

describe('what the verifier lets pass in silence', () => {
	test('an unknown state is an error that names the nearest, whatever the answer', async () => {
		const report = await verify([{ states: [{ name: 'an order that is opem' }], status: 404 }], plainly);
		expect(codesOf(report)).toEqual(['error state.unknown']);
		expect(report.findings[0]?.message).toContain('Nearest: "an order that is open"');
	});

	test('a state that can not be set up is an error, whatever the answer', async () => {
		const states = [{ name: 'an order that is open', params: { id: 'no uuid' } }];
		const report = await verify([{ states, status: 404 }], plainly);
		expect(codesOf(report)).toEqual(['error verify.state-failed']);
		expect(report.counts).toMatchObject({ interactions: 1, failed: 1 });
	});

	test('states of two scenarios of which one has a script are an error', async () => {
		const states = [{ name: 'cancelOrder answers 409' }, { name: 'an order that is paid' }];
		const report = await verify([{ states, status: 404 }], plainly);
		expect(codesOf(report)).toEqual(['error verify.states-conflict']);
		expect(report.findings[0]?.message).toContain('which has a script');
	});

	test.each([
		['an empty folder', () => createFolder(), ['error pact.files.none']],
		['a folder without pacts', () => writeInto('readme.txt', 'x'), ['error pact.files.none']],
		['a folder that is not there', () => join(createFolder(), 'none'), ['error pact.file.unreadable']],
		['a pact without interactions', () => writePact(createPact([])), ['error pact.interactions.none']],
		['an empty file', () => writePact(''), ['error pact.file.not-json']],
		['a file that is no pact', () => writePact({ interactions: 0 }), undefined],
		['null', () => writePact('null'), ['error pact.file.not-a-pact']],
	])('%s is an error', async (_, place, codes) => {
		const report = await verifyPacts({ pacts: [place()], documents: [DOCUMENT], scenarios: SCENARIOS });
		expect(report.ok).toBe(false);
		expect(report.counts.interactions).toBe(0);
		if (codes) expect(codesOf(report)).toEqual(codes);
		else expect(report.findings.length).toBeGreaterThan(0);
	});

	test('a provider without a pact is an error', async () => {
		const report = await verify([ID], { provider: 'ordres' });
		expect(codesOf(report)).toEqual(['error pact.files.none']);
		expect(report.findings[0]?.message).toContain('"ordres"');
		expect((await verify([ID], { ...plainly, provider: 'orders' })).ok).toBe(true);
	});

	test('a message is an error, and the rest is verified', async () => {
		const pact = createPact([ID]) as { interactions: object[] };
		pact.interactions.push({ type: 'Asynchronous/Messages', description: 'paid', contents: {} });
		const report = await verifyPacts({
			pacts: [writePact(pact)],
			documents: [DOCUMENT],
			scenarios: SCENARIOS,
			...plainly,
		});
		expect(codesOf(report)).toEqual(['error pact.interaction.unsupported']);
		expect(report.counts).toMatchObject({ interactions: 1, failed: 0 });
	});

	test('options that are there and undefined are as good as absent', async () => {
		const report = await verify([ID], {
			provider: undefined,
			broker: undefined,
			publish: undefined,
			providerUrl: undefined,
			...plainly,
		});
		expect(report.findings).toEqual([]);
	});
});

describe('what can not begin', () => {
	test('is refused in one line, with the remedy', async () => {
		await expect(verifyPacts({})).rejects.toMatchObject({
			code: 'option.invalid',
			remedy: expect.stringContaining('--broker'),
		});
		await expect(verify([ID], { providerStatesUrl: 'http://127.0.0.1:1' })).rejects.toMatchObject({
			code: 'option.invalid',
		});
		await expect(verify([ID], { providerUrl: 'ftp://x' })).rejects.toMatchObject({ code: 'option.invalid' });
		await expect(verify([ID], { maxVariants: -1 })).rejects.toMatchObject({ code: 'option.invalid' });
		await expect(verify([ID], { publish: { version: '' } })).rejects.toMatchObject({ code: 'option.invalid' });
		await expect(verify([ID], { documents: ['none.yaml'] })).rejects.toMatchObject({ code: 'document.missing' });
	});

	test('without Pact says how to get it', async () => {
		await expect(verify([ID], { pactModule: '@pact-foundation/absent' })).rejects.toMatchObject({
			code: 'pact.not-installed',
			line: 'pact verify needs the package @pact-foundation/absent, which is not installed (npm install --save-dev @pact-foundation/pact@17)',
		});
	});

	test.each(["return 'finished: 0'", "throw new Error('Verfication failed')"])(
		'an old Pact, whose results tell of no interaction, is told from a pact that fails: %s',
		async (word) => {
			const main = writePact(`exports.Verifier = class { async verifyProvider() { ${word} } }`, 'index.cjs');
			const version = { name: 'old', version: '15.0.1', main: 'index.cjs' };
			writeFileSync(join(dirname(main), 'package.json'), JSON.stringify(version));
			await expect(verify([ID], { ...plainly, pactModule: dirname(main) })).rejects.toMatchObject({
				code: 'pact.not-installed',
				line: expect.stringMatching(/version 15\.0\.1 is too old.*npm install --save-dev @pact-foundation\/pact@17/),
			});
		},
	);

	test('a file that the verifier cannot read is explained in its own words', async () => {
		const report = await verify([{ ...ID, rules: { '$.a b': T } }], plainly);
		expect(codesOf(report)).toEqual(['error pact.file.rule-malformed', 'error verify.incomplete']);
		expect(report.findings[1]?.message).toContain('" " is not allowed in an identifier');
	});

	test('is as good where the environment has a proxy, or filters of the real verifier', async () => {
		const before = { ...process.env };
		const proxy = { HTTP_PROXY: 'http://127.0.0.1:1', http_proxy: 'http://127.0.0.1:1', NO_PROXY: 'example.com' };
		Object.assign(process.env, { ...proxy, PACT_DESCRIPTION: 'another', PACT_PROVIDER_NO_STATE: 'true' });
		try {
			const report = await verify([ID], { ...plainly, pactModule: '@pact-foundation/pact' });
			expect([codesOf(report), report.ok]).toEqual([[], true]);
		} finally {
			for (const name of Object.keys(process.env)) if (!Object.hasOwn(before, name)) delete process.env[name];
			Object.assign(process.env, before);
		}
	});

	test('ends in time where the verifier hangs or dies', async () => {
		const dying = writePact('process.exit(3)', 'dies.cjs');
		const report = await verify([ID], { ...plainly, pactModule: dying });
		expect(codesOf(report)).toEqual(['error verify.incomplete']);
		const losing = writePact(
			`exports.Verifier = class { async verifyProvider() { return '{"interactionResults":[]}' } }`,
			'loses.cjs',
		);
		const lost = await verify([ID], { ...plainly, pactModule: losing });
		expect(lost.findings[0]?.message).toContain('0 of 1 interaction');
		const odd = writePact(
			`exports.Verifier = class { async verifyProvider() { throw new Error('no way') } }`,
			'odd.cjs',
		);
		expect((await verify([ID], { ...plainly, pactModule: odd })).findings[0]?.message).toContain('no way');
	});
});

test('a folder is verified whole, and each pact has its report', async () => {
	const folder = createFolder();
	for (const consumer of ['web', 'app']) {
		writeFileSync(join(folder, `${consumer}.json`), JSON.stringify(createPact([ID], { consumer })));
	}
	const report = await verifyPacts({ pacts: [folder], documents: [DOCUMENT], scenarios: SCENARIOS, ...plainly });
	expect(report.pacts.map(({ consumer, outcome }) => `${consumer} ${outcome}`)).toEqual(['app passed', 'web passed']);
});

function writeInto(name: string, text: string): string {
	const folder = createFolder();
	writeFileSync(join(folder, name), text);
	return folder;
}
