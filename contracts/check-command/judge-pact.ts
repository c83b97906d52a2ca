// What `run --pact` does: a pact out of what a program has just asked of a mock, held to what that mock serves.

import { annotate, type PactJudgement, type PactWish } from '../../mock/inner.ts';
import { checkPacts } from '../check/check-pacts.ts';
import { readAuth } from '../document-flags.ts';
import { countFindings, sortFindings } from '../finding.ts';
import { loadPacts } from '../pact/index.ts';
import { annotateFindings } from '../report/annotate-findings.ts';
import { formatFindings } from '../report/findings-as-text.ts';
import { groupFindings } from '../report/group-findings.ts';
import { writeAndTell } from '../write/run-write.ts';
import { addDocumentLines } from './document-lines.ts';

/** Writes, checks and tells both. Throws a StartupError where the pact can't be written. */
export async function judgePact({ consumer, url, adminToken, engine, terminal }: PactWish): Promise<PactJudgement> {
	const { documents, scenarios, options: told } = engine;
	const options = { consumer, from: url, adminToken, session: ['all'] };
	const written = await writeAndTell({ options, terminal, loaded: documents });
	const { file } = written;
	if (file === undefined) {
		const failures = [
			{
				type: 'pact.not-written',
				message: written.isLost
					? 'No pact was written, for the journal has let go of requests'
					: 'No pact was written, for none of the requests can be part of one',
			},
		];
		return { isGood: false, suites: [{ name: `the pact of ${consumer}`, cases: [{ name: 'the file', failures }] }] };
	}
	const loaded = await loadPacts([file]);
	const pacts = loaded.sources.map(({ pact }) => pact);
	const checked = await checkPacts({ pacts, documents, scenarios, auth: readAuth(told.auth) });
	const findings = addDocumentLines(sortFindings([...loaded.findings, ...checked]), documents);
	const interactions = pacts.reduce((sum, pact) => sum + pact.interactions.length, 0);
	terminal.print(formatFindings(findings, { files: pacts.length, interactions }));
	annotate(annotateFindings(findings), terminal);
	return {
		isGood: written.code === 0 && countFindings(findings).error === 0,
		suites: groupFindings(findings, pacts),
	};
}
