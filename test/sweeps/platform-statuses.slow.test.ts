// Every status that the documents of the platform name is reached: successes by requests that build on each other, errors by the scenario
// that each has without a file, and whatever a request can bring about by a request.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { shippedDocuments } from '../../mock/options/defaults.ts';
import { loadDocuments, type Operation } from '../../spec/index.ts';
import { type Ids, OWNER, type Parts, type Seen, startPlatform, templateOf, Visitor } from '../support/platform.ts';

const { operations } = await loadDocuments(shippedDocuments());
const byId = new Map(operations.map((operation) => [operation.id, operation]));
const documented = operations.flatMap(({ id, responses }) => [...responses.keys()].map((key) => `${id} ${key}`));
/** That both stand there is the vendor's contradiction; the mock answers the first, and the other when it is preferred. */
const PREFERRED = ['createTemplate 204'];
const reached = new Set<string>();
let mock: RunningMock;
let sent = 0;
beforeAll(async () => {
	mock = await startPlatform();
});
afterAll(() => {
	console.log(`${reached.size} of ${documented.length} statuses of ${operations.length} operations, ${sent} requests`);
});

/** The key that the operation documents for a status. */
function keyOf({ responses }: Operation, status: number): string | undefined {
	return [String(status), `${String(status)[0]}XX`, 'default'].find((key) => responses.has(key));
}

async function ask(visitor: Visitor, operation: string, parts: Parts = {}): Promise<Seen> {
	const seen = await visitor.send(operation, parts);
	const key = keyOf(byId.get(operation) as Operation, seen.status);
	expect(key, `${operation} documents ${seen.status}: ${seen.reason}`).toBeDefined();
	reached.add(`${operation} ${key}`);
	sent += 1;
	return seen;
}

describe('what succeeds', () => {
	it('is reached on the way of a contract, and beside it', async () => {
		const visitor = new Visitor(mock, 'way');
		const success = async (operation: string, parts: Parts = {}): Promise<void> => {
			const { status, reason } = await ask(visitor, operation, parts);
			expect([operation, status < 300], reason).toEqual([operation, true]);
		};
		const header = { 'x-auth-owner': OWNER };
		const { documentId = '' } = await visitor.document();
		await success('createDocument', { header });
		await success('getDocument', { path: { documentId }, header });
		await success('createForm', { body: { name: 'GDPR', extension: 'pdf', content: '%PDF-1.4' } });
		const path = await visitor.template();
		await success('createSection', {
			body: { sectionName: 'GDPR', forms: [{ language: 'ES', formExternalId: 'GDPR' }] },
		});
		await success('createTemplate', { body: templateOf('PREPAID') });
		for (const operation of ['listForms', 'listSections', 'listTemplates']) await success(operation);
		for (const operation of ['getForm', 'getSection', 'getTemplate']) await success(operation, { path });
		await success('updateSection', {
			path,
			body: { sectionName: 'CUSTOMER', forms: [{ language: 'EN', formExternalId: 'GDPR' }] },
		});
		await success('updateTemplate', { path, body: templateOf('POSTPAID') });
		await success('deleteForm', { path });
		await success('deleteSection', { path: { sectionExternalId: 'GDPR' } });
		for (const operation of ['createConfigurationDocument', 'listConfigurationDocuments', 'putConfiguration']) {
			await success(operation);
		}
		for (const operation of ['getConfiguration', 'createSignConfiguration', 'getSignConfiguration'])
			await success(operation);
		const { contract_id = '' } = await pickIds(
			await ask(visitor, 'createFilledContract', {
				body: {
					template_external_id: 'POSTPAID',
					template_version: 2,
					language: 'ES',
					fields_values: [],
				},
			}),
		);
		await success('getContract', { path: { contract_id } });
		await success('deleteTemplate', { path });
		for (const [sign, name] of [
			['BIOMETRIC', 'BiometricSign'],
			['SIMPLE', 'SimpleSign'],
		] as const) {
			const ids = await visitor.process({ sign });
			for (const operation of [`get${name}`, `preview${name}`, 'validateAgentIdentification', `sign${name}`]) {
				await success(operation, { path: ids });
			}
			await success('getSignProcess', { path: ids });
		}
		const { documentId: signed = '' } = await visitor.document();
		expect(signed).not.toBe('');
		reached.add('createSignProcess 201');
		const open = await visitor.process();
		await success('cancelSignProcess', { path: open });
		await success('createAgentIdentification');
		const agent = await visitor.agent();
		await success('getAgentIdentificationMetadata', { path: agent });
		await success('cancelAgentIdentification', { path: agent });
		await success('createOtpIdentification');
		const other = new Visitor(mock, 'otp');
		const otp = await other.otp();
		for (const operation of ['getOtpIdentificationMetadata', 'cancelOtpIdentification']) {
			expect((await ask(other, operation, { path: otp })).status).toBeLessThan(300);
		}
		const typed = await other.otp();
		expect((await ask(other, 'validateOtpIdentification', { path: typed })).status).toBe(204);
		await success('createScoring');
		const scoring = await visitor.scoring();
		for (const operation of ['getScoring', 'getScoringCaptures']) await success(operation, { path: scoring });
		await success('createIdentityDocumentIdentification');
		for (const operation of [
			'getIdentityDocumentIdentificationMetadata',
			'validateIdentityDocumentIdentification',
			'cancelIdentityDocumentIdentification',
		]) {
			await success(operation, { path: await visitor.identification() });
		}
		expect(documented.filter((one) => / 2/.test(one) && !reached.has(one)).sort()).toEqual(PREFERRED);
	});

	it('is preferred where two successes stand beside each other', async () => {
		for (const one of PREFERRED) {
			const [operation = '', status = ''] = one.split(' ');
			const seen = await ask(new Visitor(mock, 'preferred'), operation, { header: { prefer: `code=${status}` } });
			expect(seen.status).toBe(Number(status));
		}
	});
});

function pickIds({ body }: Seen): Ids {
	return (body ?? {}) as Ids;
}

describe.each([...byId.keys()])('%s', (operation) => {
	it('has a scenario for each of its errors, and answers so', async () => {
		const visitor = new Visitor(mock, `errors-${operation}`);
		const keys = [...(byId.get(operation)?.responses.keys() ?? [])].filter((key) => !key.startsWith('2'));
		expect(keys.length).toBeGreaterThan(3);
		for (const key of keys) {
			await visitor.use(`error: ${operation} ${key}`, { keep: true });
			const { status, body } = await ask(visitor, operation);
			expect(keyOf(byId.get(operation) as Operation, status), `${operation} ${status}`).toBe(key);
			if (key === 'default' || operation.includes('Scoring')) expect(body).toHaveProperty('errors');
		}
	});
});

it('is all of it', () => {
	expect(documented.length).toBeGreaterThan(250);
	expect(documented.filter((one) => !reached.has(one))).toEqual([]);
});
