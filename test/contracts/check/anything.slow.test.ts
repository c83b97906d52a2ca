import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { type JsonObject, type JsonValue, loadDocuments } from '../../../spec/index.ts';
import { createDocument, createPact } from './mutants/base.ts';

const RUNS = 400;
const NASTY: readonly JsonValue[] = [null, true, false, 0, -1, 1e21, '', '(', '(a+)+$', '/%E0%A4%A', [], {}, [[]]];

test('whatever stands anywhere in a pact, there are findings and no throw', async () => {
	const { documents } = await loadDocuments([createDocument()], { infer: false });
	const places = listPlaces(createPact());
	let refused = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(fc.nat(places.length - 1), fc.oneof(fc.constantFrom(...NASTY), fc.jsonValue())), {
				minLength: 1,
				maxLength: 3,
			}),
			async (changes) => {
				const pact = createPact();
				for (const [index, value] of changes) replace(pact, places[index] ?? [], structuredClone(value) as JsonValue);
				const read = readPact(JSON.stringify(pact), 'p.json');
				if (!read.ok) {
					refused += 1;
					expect(read.findings.length).toBeGreaterThan(0);
					return;
				}
				const findings = await checkPacts({ pacts: [read.pact], documents });
				for (const finding of findings) expect(finding.message).not.toBe('');
			},
		),
		{ numRuns: RUNS, seed: 7 },
	);
	process.stdout.write(`pacts with anything in them: ${RUNS}, of which ${refused} were refused\n`);
	expect(refused).toBeGreaterThan(0);
	expect(refused).toBeLessThan(RUNS);
}, 60_000);

type Path = readonly (string | number)[];

function listPlaces(value: JsonValue, path: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [path];
	const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
	return [path, ...inner.flatMap(([key, one]) => listPlaces(one, [...path, key]))].filter((one) => one.length > 0);
}

function replace(root: JsonObject, path: Path, value: JsonValue): void {
	let current: JsonValue | undefined = root;
	for (const key of path.slice(0, -1)) {
		if (typeof current !== 'object' || current === null) return;
		current = (current as JsonObject)[key];
	}
	if (typeof current === 'object' && current !== null) (current as JsonObject)[path.at(-1) as string] = value;
}
