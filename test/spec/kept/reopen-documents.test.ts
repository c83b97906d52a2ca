import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepDocuments } from '../../../.ci/keep-documents.ts';
import { shippedDocuments } from '../../../mock/options/defaults.ts';
import { routeOperations } from '../../../mock/pipeline/operation-plan.ts';
import { type LoadedDocuments, loadDocuments, type Operation, reopenDocuments } from '../../../spec/index.ts';

const DIRECTORY = dirname(shippedDocuments()[0] as string);

/**
 * What was kept of two documents, as it comes from a file, opened again; `read` names the files whose text was asked for, of these and
 * the parts that they share.
 */
async function reopen(
	files = ['otp.openapi.yaml', 'otp-admin.openapi.yaml'],
): Promise<{ loaded: LoadedDocuments; reopened: LoadedDocuments; read: string[] }> {
	const loaded = await loadDocuments(files.map((name) => join(DIRECTORY, name)));
	const read: string[] = [];
	class Files extends Map<string, Uint8Array> {
		override get(path: string): Uint8Array | undefined {
			read.push(basename(path));
			return super.get(path);
		}
	}
	const paths = [...files, 'shared.yaml'].map((name) => join(DIRECTORY, name));
	const texts = new Files(paths.map((path) => [path, readFileSync(path)] as const));
	const kept = JSON.parse(JSON.stringify(keepDocuments(loaded)));
	return { loaded, reopened: reopenDocuments(kept, { directory: DIRECTORY, files: texts }), read };
}

/** Some are getters of a class, which no listing of keys finds. */
const PARTS: Record<keyof Operation, true> = {
	...{ id: true, method: true, pathTemplate: true, document: true, pointer: true, summary: true, description: true },
	...{
		pathForms: true,
		openNames: true,
		asksFor: true,
		tags: true,
		parameters: true,
		requestBody: true,
		responses: true,
		callbacks: true,
		security: true,
		effect: true,
	},
};

/** All of an operation, as text; the document, to which each of its parts leads back, is compared by itself. */
function toPlain(operation: Operation): string {
	const listMap = (value: unknown): unknown => (value instanceof Map ? [...value] : value);
	const parts = Object.keys(PARTS).map((part) => [part, operation[part as keyof Operation]]);
	return JSON.stringify(Object.fromEntries(parts), (key, value) => (key === 'document' ? undefined : listMap(value)));
}

describe('documents that were kept', () => {
	it('are those that were loaded, in every part that anybody may ask for', async () => {
		const { loaded, reopened } = await reopen();
		expect(reopened.resources).toEqual(loaded.resources);
		expect(reopened.documents.length).toBe(loaded.documents.length);
		for (const [index, document] of loaded.documents.entries()) {
			const other = reopened.documents[index] as typeof document;
			const { operations, locate, explainStateless, ...rest } = document;
			expect(other).toMatchObject(rest);
			expect(other.root).toEqual(document.root);
			for (const pointer of ['/info/title', '/x-files/0/components/schemas']) {
				expect(other.locate(pointer)).toEqual(locate(pointer));
			}
			for (const [at, operation] of operations.entries()) {
				const again = other.operations[at] as typeof operation;
				expect(toPlain(again)).toBe(toPlain(operation));
				expect(again.document).toBe(other);
				expect(other.explainStateless?.(again)).toEqual(explainStateless?.(operation));
			}
		}
	});

	it('are read one by one, when more is asked of one than where it is and what it does', async () => {
		const { reopened, read } = await reopen();
		for (const { document, effect, pathTemplate, tags } of reopened.operations) {
			expect([document.title, document.basePaths, effect, pathTemplate, tags]).not.toContain(undefined);
		}
		expect(read).toEqual([]);
		const [operation] = reopened.operations.filter(({ id }) => id === 'validateOtpIdentification');
		expect([operation?.parameters.length, operation?.responses.size, operation?.security.length]).not.toContain(0);
		expect(read.sort()).toEqual(['otp.openapi.yaml', 'shared.yaml']);
	});

	it('close the templates of others by their concrete paths before they are read', async () => {
		const { reopened, read } = await reopen(['templates.openapi.yaml', 'forms.openapi.yaml']);
		const router = routeOperations(reopened.operations);
		for (const [method, name, wanted] of [
			['PUT', 'contract', { kind: 'found' }],
			['PUT', 'forms', { kind: 'method', allow: ['GET', 'HEAD', 'OPTIONS', 'POST'] }],
		] as const) {
			expect(router.match(method, `/v1/orgs/acme/templates/${name}`)).toMatchObject(wanted);
		}
		expect(read).toEqual([]);
	});

	it('keep why an operation has no effect', async () => {
		const loaded = await loadDocuments([
			{
				openapi: '3.1.0',
				info: { title: 'Ping', version: '1' },
				paths: { '/ping': { get: { 'x-effect': 'none', responses: { 204: { description: 'up' } } } } },
			},
		]);
		const [kept] = keepDocuments(loaded);
		expect(kept?.operations[0]?.stateless?.reason).toBe('x-effect: none stands in it');
	});

	it('are none of which something was guessed', async () => {
		const answer = { content: { 'application/json': { schema: { type: 'object', properties: { id: {} } } } } };
		const loaded = await loadDocuments([
			{
				openapi: '3.1.0',
				info: { title: 'Orders', version: '1' },
				paths: {
					'/orders': { post: { responses: { 201: { description: 'made', ...answer } } } },
					'/orders/{id}': { get: { responses: { 200: { description: 'one', ...answer } } } },
				},
			},
		]);
		expect(() => keepDocuments(loaded)).toThrow('what is inferred or doubtful is not kept');
	});
});
