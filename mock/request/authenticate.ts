// Step 3 of the pipeline: the credentials that the document asks for.

import type { Operation, SecurityScheme } from '../../spec/index.ts';
import type { Finding } from '../types/finding.ts';
import type { MockRequest } from '../types/request.ts';
import { decodeForm, parseRawCookies, parseRawQuery } from './parameters/raw-query.ts';

/** Looks at a token; `undefined`: good. Made by verify-token.ts for `--auth verify`. */
export type TokenVerifier = (token: string, nowMs: number) => Promise<Finding | undefined>;

/** Why a request is not let in, and what `WWW-Authenticate` says of it (RFC 9110 §11.6.1). */
export interface Denial {
	finding: Finding;
	challenge: string;
}

/**
 * Any one of the operation's security requirements will do (OpenAPI 3.1.1 §4.8.30). `undefined`: let in.
 * Without a verifier, credentials need only be there; with one, bearer tokens are verified, and so is nothing else.
 */
export function authenticate(args: {
	operation: Operation;
	request: MockRequest;
	verify: TokenVerifier | undefined;
	nowMs: number;
}): Denial | undefined | Promise<Denial | undefined> {
	const { operation, request, verify } = args;
	const { security } = operation;
	if (security.length === 0) return undefined;
	let missing: SecurityScheme | undefined;
	for (const requirement of security) {
		const lacking = requirement.find((scheme) => readCredentials(scheme, request) === undefined);
		if (lacking) missing ??= lacking;
		else if (verify) return verifyRequirement(requirement, { ...args, verify });
		else return undefined;
	}
	return missing && deny(missing, 'is missing', 'request.auth.missing');
}

async function verifyRequirement(
	requirement: readonly SecurityScheme[],
	{ request, verify, nowMs }: { request: MockRequest; verify: TokenVerifier; nowMs: number },
): Promise<Denial | undefined> {
	for (const scheme of requirement) {
		if (!isBearer(scheme)) continue;
		const finding = await verify(readCredentials(scheme, request) as string, nowMs);
		if (finding) return { finding, challenge: 'Bearer error="invalid_token"' };
	}
	return undefined;
}

function isBearer({ type, scheme }: SecurityScheme): boolean {
	return type === 'oauth2' || type === 'openIdConnect' || (type === 'http' && scheme === 'bearer');
}

/** The credentials of a scheme in a request; `undefined` for none or empty ones. A client certificate is taken on trust. */
function readCredentials(scheme: SecurityScheme, request: MockRequest): string | undefined {
	if (scheme.type === 'mutualTLS') return 'certificate';
	if (scheme.type === 'apiKey') return readApiKey(scheme, request) || undefined;
	const header = request.headers['authorization'];
	if (typeof header !== 'string') return undefined;
	const wanted = isBearer(scheme) ? 'bearer' : (scheme.scheme ?? '');
	if (header.length <= wanted.length + 1 || header.charCodeAt(wanted.length) !== 0x20) return undefined;
	if (header.slice(0, wanted.length).toLowerCase() !== wanted) return undefined;
	return header.slice(wanted.length + 1).trim() || undefined;
}

function readApiKey(scheme: SecurityScheme, request: MockRequest): string | undefined {
	const name = scheme.parameterName ?? '';
	if (scheme.in === 'query') return decodeForm(parseRawQuery(request.query).get(name)?.[0] ?? '');
	if (scheme.in === 'cookie') return parseRawCookies(String(request.headers['cookie'] ?? '')).get(name)?.[0];
	const header = request.headers[name.toLowerCase()];
	return Array.isArray(header) ? header[0] : header;
}

function deny(scheme: SecurityScheme, message: string, code: string): Denial {
	if (scheme.type === 'apiKey') {
		const place = scheme.in ?? 'header';
		return {
			finding: { code, message: `API key ${message}`, in: place, pointer: scheme.parameterName ?? '' },
			challenge: 'ApiKey',
		};
	}
	const kind = isBearer(scheme) ? 'Bearer' : (scheme.scheme ?? 'Basic').replace(/^./, (letter) => letter.toUpperCase());
	return {
		finding: {
			code,
			message: `${message}, or holds no ${kind} credentials`,
			in: 'header',
			pointer: 'authorization',
		},
		challenge: kind,
	};
}
