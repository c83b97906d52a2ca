// A real API beside its document and the mock: all that has parted is found, nothing that has not.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWords } from '../../support/command-line.ts';
import { startTestMock } from '../../support/mock.ts';
import { DIFFERENCES, type Difference, SHOP_DOCUMENT, startRealShop } from '../../support/real-shop.ts';
import { type Call, captureHar } from '../../support/traffic.ts';

/** Each planted difference as it must be found. */
const EXPECTED: Readonly<Record<Difference, string>> = {
	status: 'status.undocumented cancelOrder',
	'media-type': 'media-type.undocumented listRates',
	header: 'header.undocumented listOrders',
	property: 'property.undocumented listOrders',
	absent: 'property.absent listCustomers',
	null: 'null.wider listCustomers',
	enum: 'enum.wider listOrders',
	state: 'state.unlisted listOrders',
};
const PENS = [{ sku: 'pen', quantity: 3 }];
const CALLS: readonly Call[] = [
	['GET', '/health'],
	['GET', '/rates'],
	['GET', '/customers'],
	['POST', '/customers', { name: 'Linus Real', email: 'linus.real@shop.test' }],
	['GET', '/customers/3'],
	['PATCH', '/customers/3', { name: 'Linus Changed' }],
	['GET', '/customers/3'],
	['GET', '/orders'],
	['POST', '/orders', { customer_id: 3, lines: PENS }],
	['GET', '/orders/ord-1003'],
	['POST', '/orders/ord-1003/cancel'],
	['POST', '/orders/ord-1003/cancel'],
	['GET', '/orders'],
	['DELETE', '/orders/ord-1001'],
	['GET', '/orders/ord-1001'],
	['DELETE', '/customers/3'],
	['GET', '/customers/3'],
];
const EVERY = 'createCustomer,changeCustomer,deleteCustomer,createOrder,deleteOrder,cancelOrder';
const SECRET = 'Bearer very-secret-token-77';
const folder = mkdtempSync(join(tmpdir(), 'drift-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

interface Told {
	ok: boolean;
	errors: number;
	notices: number;
	known: number;
	findings: { code: string; severity: string; operations: string[]; message: string; document?: { line?: number } }[];
	rows: { operation: string; status: string; document: boolean; reality: number; mock: number }[];
	notes: string[];
}

async function drift(...words: string[]): Promise<{ code: number | undefined; told: Told; all: string }> {
	const { code, stdout, stderr } = await runWords(['drift', SHOP_DOCUMENT, '--json', ...words]);
	if (stderr !== '') throw new Error(stderr);
	return { code, told: JSON.parse(stdout) as Told, all: stdout };
}

const errorsOf = ({ findings }: Told): string[] =>
	findings
		.filter(({ severity }) => severity === 'error')
		.map(({ code, operations }) => `${code} ${operations[0]}`)
		.sort();

const hars = new Map<string, string>();
async function harOf(name: string, differences: readonly Difference[]): Promise<string> {
	const known = hars.get(name);
	if (known !== undefined) return known;
	const { url } = await startRealShop({ differences });
	const file = at(`${name}.har`);
	writeFileSync(file, JSON.stringify(await captureHar(url, CALLS)));
	hars.set(name, file);
	return file;
}

describe('exchanges of a HAR', () => {
	it('show each of the eight planted differences, and nothing else', async () => {
		const { code, told } = await drift('--from', `har:${await harOf('all', DIFFERENCES)}`);
		expect(errorsOf(told)).toEqual(Object.values(EXPECTED).sort());
		expect(told.findings.filter(({ severity }) => severity === 'warning')).toEqual([]);
		expect(code).toBe(1);
		expect(told.rows).toContainEqual(
			expect.objectContaining({ operation: 'cancelOrder', status: '423', document: false, reality: 1, mock: 0 }),
		);
	});

	it.each(DIFFERENCES)('show the difference %s alone where it is the only one', async (difference) => {
		const { told } = await drift('--from', `har:${await harOf(difference, [difference])}`);
		expect(errorsOf(told)).toEqual([EXPECTED[difference]]);
	});

	it('of an API that keeps to its document show notices alone: exit code 0', async () => {
		const { code, told } = await drift('--from', `har:${await harOf('none', [])}`);
		expect(told.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
		expect(told.notices).toBeGreaterThan(5);
		expect([code, told.ok]).toEqual([0, true]);
	});
});

describe('the overlay that is offered', () => {
	it('brings the document to what was seen: with it, only the state has parted', async () => {
		const source = `har:${await harOf('all', DIFFERENCES)}`;
		const out = at('seen.overlay.yaml');
		const first = await drift('--from', source, '--overlay-out', out);
		expect(first.told.notes.join()).toContain('brings the document to what was seen');
		const second = await drift('--from', source, '--overlay', out);
		expect(errorsOf(second.told)).toEqual([EXPECTED.state]);
		expect(readFileSync(out, 'utf8')).not.toMatch(/Linus|shop\.test|fragile/);
	});

	it('is clean for what the document alone is about', async () => {
		const differences = DIFFERENCES.filter((one) => one !== 'state');
		const source = `har:${await harOf('document', differences)}`;
		const out = at('document.overlay.yaml');
		expect((await drift('--from', source, '--overlay-out', out)).code).toBe(1);
		const { code, told } = await drift('--from', source, '--overlay', out);
		expect([code, errorsOf(told)]).toEqual([0, []]);
	});
});

describe('an operation that the document has not', () => {
	it('is found, and the overlay that is offered has it, with its answers', async () => {
		const source = `har:${await harOf('none', [])}`;
		const less = at('less.overlay.yaml');
		const out = at('operation.overlay.yaml');
		const gone = ["$.paths['/rates']", "$.paths['/customers/{customerId}'].patch"];
		const actions = gone.map((target) => ({ target, remove: true }));
		writeFileSync(less, JSON.stringify({ overlay: '1.0.0', info: { title: 'Less', version: '1' }, actions }));
		const first = await drift('--from', source, '--overlay', less, '--overlay-out', out);
		expect(errorsOf(first.told)).toEqual([
			'operation.undocumented GET /rates',
			'operation.undocumented PATCH /customers/{customerId}',
		]);
		const second = await drift('--from', source, '--overlay', less, '--overlay', out);
		expect([second.code, errorsOf(second.told)]).toEqual([0, []]);
		expect(second.told.rows).toContainEqual(expect.objectContaining({ status: '200', document: true, reality: 1 }));
		expect(readFileSync(out, 'utf8')).toMatch(
			/\/rates:\n +get:[\s\S]*application\/json[\s\S]*\/customers\/\{customerId\}:\n +patch:/,
		);
	});
});

describe('a running API', () => {
	let url: string;
	let seen: { method: string; url: string; headers: object }[];
	beforeAll(async () => {
		({ url, seen } = await startRealShop({ differences: DIFFERENCES }));
	});

	it('is asked by safe operations alone, with the ids that it shows, and by the header that is given', async () => {
		const { code, told, all } = await drift('--upstream', url, '--header', `Authorization: ${SECRET}`);
		expect(new Set(seen.map(({ method }) => method))).toEqual(new Set(['GET']));
		expect(seen.map((one) => one.url)).toEqual(expect.arrayContaining(['/api/customers/1', '/api/orders/ord-1001']));
		expect(seen[0]?.headers).toMatchObject({ authorization: SECRET });
		expect(errorsOf(told)).toEqual(
			[
				EXPECTED['media-type'],
				EXPECTED.header,
				EXPECTED.property,
				EXPECTED.absent,
				EXPECTED.null,
				EXPECTED.enum,
			].sort(),
		);
		expect(code).toBe(1);
		expect(all).not.toContain('very-secret');
	});

	it('is asked by what changes something where that is named, and then all eight are found', async () => {
		const { url: own } = await startRealShop({ differences: DIFFERENCES });
		const files = ['a.xml', 'a.html', 'a.json', 'a.yaml'].map(at) as [string, string, string, string];
		const reports = ['--junit', files[0], '--html', files[1], '--baseline', files[2], '--update-baseline'];
		const { told } = await drift(
			...['--upstream', own, '--header', `Authorization: ${SECRET}`, '--operation', EVERY],
			...[...reports, '--overlay-out', files[3]],
		);
		expect(errorsOf(told)).toEqual(Object.values(EXPECTED).sort());
		for (const file of files) expect(readFileSync(file, 'utf8')).not.toContain('very-secret');
	});

	it('that keeps to its document is exit code 0, by whatever it is asked', async () => {
		const { url: good } = await startRealShop();
		const words = ['--upstream', good, '--header', `Authorization: ${SECRET}`, '--operation', EVERY];
		const { code, told } = await drift(...words);
		expect([code, errorsOf(told)]).toEqual([0, []]);
		expect((await drift(...words, '--from', 'samples')).code).toBe(0);
	});

	it('that has not got an operation at all is told so', async () => {
		const { url: partly } = await startRealShop({ without: ['/rates'] });
		const { told } = await drift('--upstream', partly, '--header', `Authorization: ${SECRET}`);
		expect(errorsOf(told)).toEqual(['operation.unserved listRates']);
	});

	it('that wants credentials and gets none is told so', async () => {
		const { told } = await drift('--upstream', url);
		expect(told.notes.join()).toContain('give credentials by --header');
	});

	it('is not asked more often than it may be, and its answers are read to their bound', async () => {
		const before = seen.length;
		const { told } = await drift(
			'--upstream',
			url,
			'--max-calls',
			'3',
			'--max-answer',
			'1024',
			'--header',
			'Authorization: Bearer x',
		);
		expect(seen.length - before).toBe(3);
		expect(told.notes.join()).toContain('no more than 3 calls were made');
	});

	it('that can not be reached is bad input', async () => {
		const { code, stderr } = await runWords(['drift', SHOP_DOCUMENT, '--upstream', 'http://127.0.0.1:9']);
		expect([code, stderr]).toEqual([2, expect.stringContaining('answered none of')]);
	});
});

describe('other sources', () => {
	it('may be without credentials, as browsers save a HAR: who was let in by the API is by the mock', async () => {
		const har = JSON.parse(readFileSync(await harOf('keeps', []), 'utf8')) as {
			log: { entries: { request: { headers: { name: string }[] } }[] };
		};
		for (const { request } of har.log.entries)
			request.headers = request.headers.filter(({ name }) => name.toLowerCase() !== 'authorization');
		const file = at('sanitized.har');
		writeFileSync(file, JSON.stringify(har));
		const { code, told } = await drift('--from', `har:${file}`, '--fail-on', 'mock.*');
		expect([code, told.rows.filter(({ status, reality }) => status === '401' && reality === 0)]).toEqual([0, []]);
	});

	const pact = (...requests: object[]): string => {
		const interactions = requests.map((request, index) => ({
			type: 'Synchronous/HTTP',
			description: `interaction ${index}`,
			request,
			response: { status: 200 },
		}));
		const metadata = { pactSpecification: { version: '4.0' } };
		return JSON.stringify({ consumer: { name: 'web' }, provider: { name: 'shop' }, interactions, metadata });
	};
	const words = ['--header', `Authorization: ${SECRET}`];

	it('are the requests of pacts: the safe ones, others where they are named', async () => {
		const { url, seen } = await startRealShop({ differences: ['enum', 'status'] });
		const cancel = { method: 'POST', path: '/api/orders/ord-1002/cancel' };
		writeFileSync(at('web.json'), pact({ method: 'GET', path: '/api/orders' }, cancel));
		const safe = await drift('--upstream', url, '--from', `pacts:${at('web.json')}`, ...words);
		expect([seen.length, errorsOf(safe.told)]).toEqual([1, ['enum.wider listOrders']]);
		const all = await drift(
			'--upstream',
			url,
			'--from',
			`pacts:${at('web.json')}`,
			'--operation',
			'cancelOrder',
			...words,
		);
		expect(errorsOf(all.told)).toEqual(['enum.wider listOrders', 'status.undocumented cancelOrder']);
		writeFileSync(at('cancel.json'), pact(cancel));
		const none = await runWords(['drift', SHOP_DOCUMENT, '--upstream', url, '--from', `pacts:${at('cancel.json')}`]);
		expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('holds nothing to look at')]);
	});

	it('are what a running mock has forwarded in a session', async () => {
		const { url } = await startRealShop({ differences: ['null', 'property'] });
		const mock = await startTestMock({
			documents: [SHOP_DOCUMENT],
			upstream: url.replace(/\/api$/, ''),
			forward: 'all',
		});
		for (const path of ['/api/customers', '/api/orders'])
			await fetch(mock.url + path, { headers: { authorization: SECRET, 'x-mock-session': 'qa' } });
		for (const named of [
			['--from', 'session', '--url', mock.url],
			['--from', mock.url],
		]) {
			const { code, told, all } = await drift(...named, '--session', 'qa');
			expect([code, errorsOf(told)]).toEqual([1, ['null.wider listCustomers', 'property.undocumented listOrders']]);
			expect(all).not.toContain('very-secret');
		}
	});

	it.each([
		[['--from', 'safe'], 'needs its address'],
		[['--from', 'hars:x'], 'takes safe, samples'],
		[['--upstream', 'http://127.0.0.1:9', '--operation', 'cancelOder'], 'did you mean "cancelOrder"'],
		[['--upstream', 'http://127.0.0.1:9', '--header', 'secret-without-colon'], '--header must be a name'],
		[['--upstream', 'ftp://x'], '--upstream must be'],
		[['--from', 'har:none.har'], "can't be read: there is no such file (check the path)"],
		[['--from', 'har:mock/console/requests.png'], 'is unpacked first'],
	])('%j are bad input', async (more, why) => {
		const { code, stderr } = await runWords(['drift', SHOP_DOCUMENT, ...more]);
		expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
		expect(stderr).not.toContain('secret-without');
	});
});

describe('a baseline', () => {
	it('lets only what is new fail', async () => {
		const file = at('baseline.json');
		const some = DIFFERENCES.filter((one) => one !== 'enum');
		const known = await drift('--from', `har:${await harOf('some', some)}`, '--baseline', file, '--update-baseline');
		expect([known.code, known.told.ok]).toEqual([0, true]);
		const same = await drift('--from', `har:${await harOf('some', some)}`, '--baseline', file);
		expect([same.code, same.told.errors, same.told.known]).toEqual([0, 0, 7]);
		const more = await drift('--from', `har:${await harOf('all', DIFFERENCES)}`, '--baseline', file);
		expect([more.code, more.told.errors, more.told.known]).toEqual([1, 1, 7]);
		const gone = await runWords([
			'drift',
			SHOP_DOCUMENT,
			'--from',
			`har:${await harOf('none', [])}`,
			'--baseline',
			file,
		]);
		expect(gone.stdout).toContain('7 of the baseline were not found again');
	});

	it('that is not there is bad input, and so is one that is none', async () => {
		const source = ['--from', `har:${await harOf('none', [])}`];
		writeFileSync(at('no.json'), '{}');
		for (const [file, why] of [
			[at('missing.json'), 'is not there'],
			[at('no.json'), 'is no baseline'],
		] as const) {
			const { code, stderr } = await runWords(['drift', SHOP_DOCUMENT, ...source, '--baseline', file]);
			expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
		}
		expect(existsSync(at('missing.json'))).toBe(false);
	});
});

describe('the reports', () => {
	it('say the same in text, JUnit and as a page', async () => {
		const source = ['--from', `har:${await harOf('all', DIFFERENCES)}`];
		const [junit, html] = [at('drift.xml'), at('drift.html')];
		const { code, stdout } = await runWords(['drift', SHOP_DOCUMENT, ...source, '--junit', junit, '--html', html]);
		expect(code).toBe(1);
		expect(stdout).toMatch(/cancelOrder +423 +no +1 +-/);
		expect(stdout).toContain('8 errors, 0 warnings');
		expect(stdout).toMatch(/error "ARCHIVED" came.*\[enum\.wider\]/);
		expect(stdout).not.toMatch(/Linus|linus|fragile|ord-1003/);
		expect(readFileSync(junit, 'utf8').match(/<failure /g)).toHaveLength(8);
		expect(readFileSync(html, 'utf8')).toContain('media-type.undocumented');
	});

	it('fail on what is asked for', async () => {
		const source = ['--from', `har:${await harOf('enum', ['enum'])}`];
		expect((await drift(...source, '--fail-on', 'status.*')).code).toBe(0);
		expect((await drift(...source, '--fail-on', 'enum.wider')).code).toBe(1);
		expect((await drift(...source, '--fail-on', 'none')).code).toBe(0);
		const { code, stderr } = await runWords(['drift', SHOP_DOCUMENT, ...source, '--fail-on', 'enum.widr']);
		expect([code, stderr]).toEqual([2, expect.stringContaining('did you mean enum.wider?')]);
	});

	it('is evidence for publishing the provider’s document', async () => {
		const { readReport } = await import('../../../contracts/folder-broker/commands/read-report.ts');
		for (const [name, differences, success] of [
			['all', DIFFERENCES, false],
			['none', [], true],
		] as const) {
			const { stdout } = await runWords([
				'drift',
				SHOP_DOCUMENT,
				'--json',
				'--from',
				`har:${await harOf(name, differences)}`,
			]);
			expect(readReport(stdout)).toMatchObject({ success, verifier: 'stunt-double' });
		}
	});
});
