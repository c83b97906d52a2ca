// Schemathesis as a program for tests: a mock that enforces tokens, one of them, and what prose says of the documents' values.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { MockOptions } from '../../mock/options/mock-options.ts';
import { runTool, type ToolResult } from './run-tool.ts';

const PROGRAM = process.env['SCHEMATHESIS'] ?? 'schemathesis';

/** Whether the program can be run: it is not of npm (`pip install schemathesis`). Warns on the terminal where it can't. */
export async function findSchemathesis(): Promise<boolean> {
	const isThere = (await runTool(PROGRAM, ['--version']))?.code === 0;
	if (!isThere) console.warn(`skipped: there is no ${PROGRAM} (pip install schemathesis, or SCHEMATHESIS=path)`);
	return isThere;
}

/**
 * What no schema says, so that what it takes for valid is: durations end within 30 days, and a body's numbers are such that
 * every program keeps them exactly (a mock refuses the others rather than to change them).
 */
const HOOKS = `import schemathesis
from hypothesis import strategies as st

schemathesis.openapi.format("duration", st.sampled_from(["PT15M", "PT2H", "P1D", "P2W", "P30D"]))


def is_exact(value):
    if isinstance(value, dict):
        return all(is_exact(one) for one in value.values())
    if isinstance(value, list):
        return all(is_exact(one) for one in value)
    return not isinstance(value, (int, float)) or abs(value) <= 2**53


@schemathesis.hook
def filter_body(context, body):
    return is_exact(body)
`;

/** Options of a mock that takes signed tokens alone, and such a token. Writes the keys into the folder. */
export async function issueToken(
	folder: string,
): Promise<{ options: Pick<MockOptions, 'auth' | 'jwks'>; token: string }> {
	const { publicKey, privateKey } = await generateKeyPair('RS256');
	const jwks = join(folder, 'jwks.json');
	writeFileSync(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' }] }));
	const token = await new SignJWT({ sub: 'app' })
		.setProtectedHeader({ alg: 'RS256', kid: 'k1' })
		.setIssuedAt()
		.setExpirationTime('1d')
		.sign(privateKey);
	return { options: { auth: 'verify', jwks }, token };
}

/** Runs it over a document, with all of its checks; a run takes `limit` ms at most. */
export async function runSchemathesis(args: {
	document: string;
	url: string;
	token: string;
	phases: string;
	/** Its valid requests, or those that are not; absent: both. */
	mode?: 'positive' | 'negative';
	maxExamples: number;
	folder: string;
	limit: number;
}): Promise<ToolResult | undefined> {
	const { document, url, token, phases, mode = 'all', maxExamples, folder, limit } = args;
	writeFileSync(join(folder, 'stated_in_prose.py'), HOOKS);
	const words = [
		'run',
		document,
		'--url',
		url,
		'--phases',
		phases,
		'--mode',
		mode,
		'-H',
		`Authorization: Bearer ${token}`,
	];
	const bounds = ['--max-examples', String(maxExamples), '--seed', '7', '--no-color', '--continue-on-failure'];
	const env = { PYTHONPATH: folder, SCHEMATHESIS_HOOKS: 'stated_in_prose' };
	return runTool(PROGRAM, [...words, ...bounds], { cwd: folder, env, limit });
}
