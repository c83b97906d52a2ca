// A policy out of flags and a file; whoever misspells a code is told, for nothing else would show it.

import {
	getOwn,
	isObject,
	type JsonValue,
	nearest,
	parseYaml,
	readTextFile,
	StartupError,
	suggest,
	tellUnread,
} from '../../spec/index.ts';
import { CONTRACT_CODES, type Severity } from '../finding.ts';
import { type Allowance, type FindingPolicy, isKnownPattern } from './finding-policy.ts';

const LEVELS: readonly string[] = ['error', 'warning', 'info'] satisfies Severity[];
const MAX_DEPTH = 20;

/**
 * Reads `--severity code=level` and `--policy file`, whose severities the flags beat:
 * `{ severity: { state.unknown: warning }, allow: [{ code, interaction, pact, reason }] }`. `codes` are those that there are (default: of pacts). Throws a
 * StartupError `option.invalid`.
 */
export function readPolicy(
	options: { severity?: readonly string[] | undefined; policy?: string | undefined },
	codes: readonly string[] = CONTRACT_CODES,
): FindingPolicy {
	const file = options.policy === undefined ? undefined : readFile(options.policy);
	const severities = new Map<string, Severity>();
	const add = (code: string, level: JsonValue, where: string): void => {
		checkCode(code, { where, codes });
		if (typeof level !== 'string' || !LEVELS.includes(level)) {
			throw refuse(`${where}: ${code} can't be ${JSON.stringify(level)}`, `write one of ${LEVELS.join(', ')}`);
		}
		severities.set(code, level as Severity);
	};
	checkForm(file, options.policy ?? '');
	const listed = getOwn(file, 'severity');
	if (isObject(listed)) for (const [code, level] of Object.entries(listed)) add(code, level, options.policy ?? '');
	for (const pair of options.severity ?? []) {
		const [code = '', level = ''] = pair.split('=');
		add(code.trim(), level.trim(), '--severity');
	}
	const allowed = getOwn(file, 'allow');
	return {
		severities,
		allowed: (Array.isArray(allowed) ? allowed : []).map((one) =>
			readAllowance(one, { file: options.policy ?? '', codes }),
		),
	};
}

const KEYS: readonly string[] = ['severity', 'allow'];
const NARROWING: readonly string[] = ['interaction', 'pact', 'operation'];
const ALLOWANCE_KEYS: readonly string[] = ['code', 'reason', ...NARROWING];

/** What a policy has in another place, or by another name, would silently not count. */
function checkForm(policy: JsonValue | undefined, file: string): void {
	checkKeys(policy, KEYS, `--policy: ${file}`);
	const [severity, allow] = [getOwn(policy, 'severity') ?? null, getOwn(policy, 'allow') ?? null];
	if (severity !== null && !isObject(severity))
		throw refuse(`--policy: ${file}: severity is no map`, 'write severity: { state.unknown: warning }');
	if (allow !== null && !Array.isArray(allow))
		throw refuse(`--policy: ${file}: allow is no list`, 'write allow: [{ code: state.unknown, reason: … }]');
	for (const one of allow ?? []) {
		checkKeys(one, ALLOWANCE_KEYS, `--policy: ${file}: allow`);
		// What is no name would be none at all, and everything be allowed.
		for (const key of NARROWING) {
			const name = getOwn(one, key);
			if (name !== undefined && (typeof name !== 'string' || name.trim() === ''))
				throw refuse(
					`--policy: ${file}: allow: ${key} is no text: ${JSON.stringify(name)}`,
					`write one name, in quotes where YAML reads a number, or leave ${key} out to allow it everywhere`,
				);
		}
	}
}

function checkKeys(value: JsonValue | undefined, known: readonly string[], where: string): void {
	for (const key of isObject(value) ? Object.keys(value) : []) {
		if (!known.includes(key)) throw refuse(`${where} has no key "${key}"`, suggest(nearest(key, known, 1), known));
	}
}

function readAllowance(value: JsonValue, { file, codes }: { file: string; codes: readonly string[] }): Allowance {
	const text = (name: string): string | undefined => {
		const found = getOwn(value, name);
		return typeof found === 'string' && found.trim() !== '' ? found : undefined;
	};
	const [code, reason, interaction, pact] = [text('code'), text('reason'), text('interaction'), text('pact')];
	const operation = text('operation');
	if (code === undefined)
		throw refuse(`${file}: what is allowed needs a code`, 'write code: state.unknown, for example');
	checkCode(code, { where: file, codes });
	if (reason === undefined) {
		throw refuse(`${file}: ${code} is allowed without a reason`, 'write reason: and why it is borne for now');
	}
	return {
		code,
		reason,
		...(interaction !== undefined && { interaction }),
		...(pact !== undefined && { pact }),
		...(operation !== undefined && { operation }),
	};
}

function checkCode(code: string, { where, codes }: { where: string; codes: readonly string[] }): void {
	if (isKnownPattern(code, codes)) return;
	const near = nearest(code, codes, 3);
	throw refuse(
		`${where}: there is no finding ${JSON.stringify(code)}`,
		near.length > 0 ? `did you mean ${near.join(', ')}?` : 'take a code as the report writes it, in brackets',
	);
}

function readFile(file: string): JsonValue {
	let text: string;
	try {
		text = readTextFile(file);
	} catch (cause) {
		throw refuse(`--policy: ${file} can't be read: ${tellUnread(cause)}`, 'check the path');
	}
	const read = parseYaml(text, MAX_DEPTH);
	if (!read.ok || !isObject(read.value))
		throw refuse(`--policy: ${file} is no YAML with severity: and allow:`, 'correct it');
	return read.value;
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
