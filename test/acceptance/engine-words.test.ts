// The engine knows nothing of the API that ships: none of its words stands in spec/*.ts or mock/.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** The one file that may name the default documents, and what personal data are called anywhere. */
const EXEMPT = new Set(['mock/options/defaults.ts', 'mock/record/personal-names.ts']);
/** Words of the API: paths, fields, values, states, examples, and the vendor's name. */
const WORDS =
	/identif(?:y|ies|ied|ication)|document_number|document_type|configuration_name|expires_in|scoring|installation_id|x-fingerprint|\borg_id\b|orgs?[/=]acme|masstack|\bNI[FE]\b|\bDNI\b|PASSPORT|\bPENDING\b|\bVALIDATED\b|\bCANCELLED\b|\bEXPIRED\b|\bcancel(?:s|led|Identity|lation)?\b/i;
/** Words of ours that look alike: HTTP's Expires and JWT's expiry, `cancel()` of a stream, a dialog's `cancel`. */
const OURS = /\bexpired?\b|ERR_JWT_EXPIRED/i;

function listSources(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => `${folder}/${file}`)
		.filter((file) => !EXEMPT.has(file));
}

/** `file:line: text` of each line with a word of the API. */
function findWords(file: string, text: string): string[] {
	return text.split('\n').flatMap((line, index) => {
		const found = WORDS.exec(line.replaceAll('.cancel()', '').replaceAll('@cancel=', ''))?.[0];
		return found !== undefined && !OURS.test(found) ? [`${file}:${index + 1}: ${found}`] : [];
	});
}

describe('the engine', () => {
	const files = [...listSources('spec'), ...listSources('mock')];

	it('is read, all of it', () => {
		expect(files.length).toBeGreaterThan(150);
		for (const file of [
			'mock/pipeline/pipeline.ts',
			'mock/cli/banner.ts',
			'mock/effects/verbs.ts',
			'spec/effects/infer/infer-effects.ts',
		]) {
			expect(files).toContain(file);
		}
	});

	it('has no word of the API that ships', () => {
		const found = files.flatMap((file) => findWords(file, readFileSync(join(ROOT, file), 'utf8')));
		console.log(`${files.length} files read`);
		expect(found).toEqual([]);
	});

	it.each([
		'const path = "/identifications";',
		'// Cancels an order',
		"status === 'PENDING'",
		'{ country: "ES", document_type: "nie" }',
		'/orgs/acme',
		'cancelIdentityDocumentIdentification',
	])('would be found out by %s', (line) => {
		expect(findWords('x.ts', `\n${line}`)).toEqual([expect.stringMatching(/^x\.ts:2: /)]);
	});
});
