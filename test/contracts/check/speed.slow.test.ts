import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { type JsonObject, loadDocuments } from '../../../spec/index.ts';
import { createDocument, createPact } from './mutants/base.ts';

test('1,000 interactions are checked in well under 5 s', async () => {
	const { documents } = await loadDocuments([createDocument()], { infer: false });
	const one = createPact();
	const interactions = Array.from({ length: 200 }, (_, round) =>
		(createPact()['interactions'] as JsonObject[]).map((interaction) => ({
			...interaction,
			description: `${interaction['description']} ${round}`,
		})),
	).flat();
	// The first check compiles the schemas.
	const warm = readPact(one, 'one.json');
	if (warm.ok) await checkPacts({ pacts: [warm.pact], documents });
	const began = performance.now();
	const read = readPact(JSON.stringify({ ...one, interactions }), 'many.json');
	if (!read.ok) throw new Error('no pact');
	expect(read.pact.interactions).toHaveLength(1000);
	const findings = await checkPacts({ pacts: [read.pact], documents });
	const took = performance.now() - began;
	process.stdout.write(`check of 1,000 interactions: ${Math.round(took)} ms\n`);
	expect(findings).toEqual([]);
	expect(took).toBeLessThan(5000);
});
