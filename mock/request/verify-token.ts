// `--auth verify`: bearer tokens against a JWKS. Loaded only when it is asked for.

import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { type JsonObject, readTextFile, StartupError, tellUnread } from '../../spec/index.ts';
import type { TokenVerifier } from './authenticate.ts';

const ENDLESS = 'exp is missing';
/** RSA signatures: what the API's tokens have, and their kin. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256'];

/**
 * A verifier of RS256 tokens (RFC 7519) by the keys of a JWKS file or value (RFC 7517).
 * `exp` and `nbf` are judged by the session's clock; `requireExp`: a token without `exp` is refused. Throws StartupError `jwks.unreadable` for a bad key set.
 */
export function createTokenVerifier(jwks: string | JsonObject, { requireExp }: { requireExp: boolean }): TokenVerifier {
	const requiredClaims = requireExp ? ['exp'] : [];
	const keys = readKeys(jwks);
	return async (token, nowMs) => {
		try {
			await jwtVerify(token, keys, { algorithms: ALGORITHMS, currentDate: new Date(nowMs), requiredClaims });
			return undefined;
		} catch (error) {
			const isEndless = error instanceof errors.JWTClaimValidationFailed && error.reason === 'missing';
			const code = isEndless ? ENDLESS : error instanceof errors.JOSEError ? error.code : 'ERR_JWT_INVALID';
			return { code: 'request.auth.token', message: describeFailure(code), in: 'header', pointer: 'authorization' };
		}
	};
}

function describeFailure(code: string): string {
	const known: Readonly<Record<string, string>> = {
		[ENDLESS]: 'the token does not say when it ends (exp); --no-require-exp lets it in',
		ERR_JWT_EXPIRED: 'the token has expired by the session’s clock',
		ERR_JWT_CLAIM_VALIDATION_FAILED: 'a claim of the token does not hold by the session’s clock',
		ERR_JWKS_NO_MATCHING_KEY: 'no key of the JWKS has the token’s kid',
		ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'the token’s signature is wrong',
		ERR_JOSE_ALG_NOT_ALLOWED: `the token’s algorithm is not one of ${ALGORITHMS.join(', ')}`,
	};
	return Object.hasOwn(known, code) ? (known[code] as string) : 'the token is not a signed JWT';
}

function readKeys(jwks: string | JsonObject): ReturnType<typeof createLocalJWKSet> {
	const file = typeof jwks === 'string' ? jwks : 'the given JWKS';
	try {
		const value: unknown = typeof jwks === 'string' ? JSON.parse(readTextFile(jwks)) : jwks;
		return createLocalJWKSet(value as JSONWebKeySet);
	} catch (cause) {
		const isRead = (cause as NodeJS.ErrnoException).code === undefined || typeof jwks !== 'string';
		throw new StartupError({
			code: 'jwks.unreadable',
			message: isRead ? `${file}: not a readable JWKS` : `${file} can't be read: ${tellUnread(cause)}`,
			remedy: 'give a JSON file of the form { "keys": [ … ] }',
			cause,
		});
	}
}
