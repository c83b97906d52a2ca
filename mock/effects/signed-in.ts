// Who is signed in, of each session: the user that registered or signed in last.

import type { Session } from '../session/session.ts';
import { findSigned, signIn } from './birth/whose.ts';
import type { CompiledEffect, EffectSlot } from './compiled-effect.ts';
import type { EffectResult } from './effect-result.ts';

/**
 * The effect as this session's requests have it: where it is about who is signed in, it is done to that one. `undefined`: nobody is, and
 * the document has nothing else that could be meant.
 */
export function effectFor({ compiled }: EffectSlot, session: Session): CompiledEffect | undefined {
	const current = compiled?.current;
	if (!compiled || !current) return compiled;
	const signed = findSigned(session, current.resource);
	if (signed === undefined) return compiled.resource.singleton ? compiled : undefined;
	const base = current.open();
	if (!base) return compiled;
	const own = Object.create(base) as CompiledEffect;
	own.readKey = () => signed;
	return own;
}

/** Where somebody signs in whom nobody has made, nothing is known of them. */
export function noteSigned(session: Session, result: EffectResult): EffectResult {
	if (result.kind === 'missing') return { kind: 'stateless' };
	if (result.kind === 'entity' && result.record) signIn(session, result.record);
	return result;
}
