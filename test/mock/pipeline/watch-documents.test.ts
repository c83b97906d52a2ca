import { expect, it, vi } from 'vitest';
import { startMock } from '../../../mock/index.ts';

it('reads a document that ships when somebody first calls what is in it, and no other', async () => {
	const parse = vi.spyOn(JSON, 'parse');
	/** The titles of the documents that were read up to now. */
	const listRead = (): string[] =>
		parse.mock.calls.flatMap(([text]) => /^\{"openapi":.*?"title":"([^"]*)"/.exec(text)?.[1] ?? []);
	const mock = await startMock();
	try {
		const call = async (path: string): Promise<number> => {
			const answer = await fetch(`${mock.url}/v1/orgs/acme${path}`, { headers: { authorization: 'Bearer x' } });
			return answer.status;
		};
		expect(await call('/nowhere')).toBe(404);
		expect(listRead()).toEqual([]);
		expect(await call('/scorings/identity_document/7d0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a10')).toBe(404);
		expect(listRead()).toEqual(['Documents API – scoring']);
	} finally {
		parse.mockRestore();
		await mock.close();
	}
});
