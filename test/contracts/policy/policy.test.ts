// How much findings count for a team: flags, a file, and what is allowed for a reason.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CONTRACT_CODES, type ContractFinding } from '../../../contracts/finding.ts';
import { applyPolicy, listUnused } from '../../../contracts/policy/finding-policy.ts';
import { readPolicy } from '../../../contracts/policy/read-policy.ts';
import { StartupError } from '../../../spec/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'policy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function writePolicy(text: string): string {
	const file = join(folder, `${crypto.randomUUID()}.yaml`);
	writeFileSync(file, text);
	return file;
}

const finding = (code: ContractFinding['code'], interaction = 'get a user'): ContractFinding => ({
	code,
	severity: 'error',
	message: 'Something',
	pact: { file: 'pacts/web-users.json', interaction, pointer: '' },
});

describe('a policy', () => {
	it.each<[string, { severity?: string[]; policy?: string }, ContractFinding['code'], string]>([
		['says nothing of what it does not name', { severity: ['state.unknown=info'] }, 'verify.failed', 'error'],
		['gives a code a severity', { severity: ['state.unknown=warning'] }, 'state.unknown', 'warning'],
		['gives many codes one', { severity: ['matcher.narrower.*=info'] }, 'matcher.narrower.absent', 'info'],
		[
			'takes the longer of two',
			{ severity: ['matcher.*=info', 'matcher.narrower.*=warning'] },
			'matcher.narrower.enum',
			'warning',
		],
		['is read from a file', { policy: 'severity: { state.unknown: warning }' }, 'state.unknown', 'warning'],
		[
			'lets flags beat the file',
			{ policy: 'severity: { state.unknown: warning }', severity: ['state.unknown=info'] },
			'state.unknown',
			'info',
		],
	])('%s', (_name, { policy, ...flags }, code, severity) => {
		const read = readPolicy({ ...flags, ...(policy !== undefined && { policy: writePolicy(policy) }) });
		expect(applyPolicy([finding(code)], read)[0]?.severity).toBe(severity);
	});

	it('allows what one interaction has, and tells the reason', () => {
		const policy = readPolicy({
			policy: writePolicy(
				'allow: [{ code: state.unknown, interaction: get a user, pact: web-users.json, reason: written by hand }]',
			),
		});
		const judged = applyPolicy([finding('state.unknown'), finding('state.unknown', 'another')], policy);
		expect(judged.map(({ severity, message }) => [severity, message])).toEqual([
			['info', 'Something (allowed: written by hand)'],
			['error', 'Something'],
		]);
	});

	it('tells what is allowed and was not found', () => {
		const rows = ['pact: web-user.json', 'interaction: get a usr', 'operation: GET /users', 'pact: web-users.json'];
		rows.push('pact: of-another-run.json');
		const allowed = rows.map((row) => `{ code: state.unknown, reason: x, ${row} }`);
		const policy = readPolicy({ policy: writePolicy(`allow: [${allowed}, { code: verify.failed, reason: x }]`) });
		const say = (of: string) =>
			`--policy: nothing was found that is allowed as state.unknown (${of}): correct its names, or take it out`;
		const looked = (code: string): boolean => !code.startsWith('verify.');
		const files = ['pacts/web-users.json', 'pacts/app-users.json'];
		expect(listUnused(policy, [finding('state.unknown')], { looked, files })).toEqual(rows.slice(0, 3).map(say));
	});

	it.each<[string, { severity?: string[]; policy?: string }, RegExp]>([
		['a code that there is not', { severity: ['state.unknwn=warning'] }, /no finding "state.unknwn"/],
		['a level that there is not', { severity: ['state.unknown=red'] }, /can't be "red"/],
		['a pair without a level', { severity: ['state.unknown'] }, /can't be ""/],
		['what is allowed without a reason', { policy: 'allow: [{ code: state.unknown }]' }, /without a reason/],
		[
			'what is allowed with an empty reason',
			{ policy: 'allow: [{ code: state.unknown, reason: " " }]' },
			/without a reason/,
		],
		['what is allowed without a code', { policy: 'allow: [{ reason: because }]' }, /needs a code/],
		['a file that is no map', { policy: '[1]' }, /is no YAML/],
		['another key', { policy: 'alow: []' }, /has no key "alow"/],
		[
			'another key of what is allowed',
			{ policy: 'allow: [{ code: state.unknown, why: x }]' },
			/allow has no key "why"/,
		],
		...['404', '[get a user]', '""', '{}'].map((value): [string, { policy: string }, RegExp] => [
			`what is allowed for an interaction called ${value}`,
			{ policy: `allow: [{ code: state.unknown, reason: x, interaction: ${value} }]` },
			/allow: interaction is no text/,
		]),
		[
			'what is allowed for a list of pacts',
			{ policy: 'allow: [{ code: state.unknown, reason: x, pact: [a.json, b.json] }]' },
			/allow: pact is no text/,
		],
		['severities in a list', { policy: 'severity: [state.unknown]' }, /severity is no map/],
		['what is allowed as a map', { policy: 'allow: { code: state.unknown }' }, /allow is no list/],
	])('refuses %s', (_name, { policy, ...flags }, message) => {
		const read = () => readPolicy({ ...flags, ...(policy !== undefined && { policy: writePolicy(policy) }) });
		expect(read).toThrow(StartupError);
		expect(read).toThrow(message);
	});
});

it('the list of codes has each once', () => {
	expect(new Set(CONTRACT_CODES).size).toBe(CONTRACT_CODES.length);
	expect(CONTRACT_CODES.length).toBeGreaterThan(50);
});
