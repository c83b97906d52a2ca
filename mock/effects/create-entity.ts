// `create`: a new entity of what was sent, whole from its birth.

import { getOwn, type JsonObject, type JsonValue } from '../../spec/index.ts';
import { readKey } from '../store/entity-key.ts';
import { readState } from '../store/expiry.ts';
import { toKeyText } from '../store/key-text.ts';
import { readAssignment } from './assignments.ts';
import { writeBindings } from './birth/bindings.ts';
import { completeDraft } from './birth/complete.ts';
import { typeKey } from './birth/never-empty.ts';
import { writeResourceName } from './birth/resource-name.ts';
import { createSlug } from './birth/slugs.ts';
import { listUnsaid, noteUnsaid } from './birth/unsaid.ts';
import { describeUpload } from './birth/uploads.ts';
import { tellWhose } from './birth/whose.ts';
import { buildEntity, type ChangeContext } from './changes.ts';
import type { CompiledEffect } from './compiled-effect.ts';
import { noteExists } from './describe-refusal.ts';
import type { EffectResult } from './effect-result.ts';
import { linkEntities } from './entity-links.ts';
import { createKey, type KeyType } from './keys.ts';
import { takeLastPlace } from './ordered-lists.ts';
import { findAmong } from './places.ts';
import { locateEntity } from './self-link.ts';
import { answerMissing, changeContextOf, mentionEntity, readPlace, type Spot, toScope } from './spot.ts';
import { refuseAlike } from './unique-values.ts';

/** Stores it; or tells that its key is taken, or what no answer could show. `key`: the one that the path of an upsert has. */
export function createEntity(spot: Spot, key: string | undefined): EffectResult {
	const { compiled, session, bound, context } = spot;
	const { resource, effect, birth } = compiled;
	const intake = compiled.intake();
	const { random, store } = session;
	const change = changeContextOf(spot);
	const { nowMs, request } = change;
	const given = key === undefined ? readGivenKey(compiled, change) : typeKey(key, birth);
	if (key !== undefined && given === undefined) return answerMissing(spot, key);
	const { generate } = context;
	const body = request && compiled.readBody(request);
	const named =
		given ??
		takeToldKey(spot) ??
		createSlug({ plan: birth, body, store }) ??
		createKey({ type: birth.keyType, resource: resource.name, random, store, nowMs, generate });
	const place = readPlace(compiled, spot.scope ?? readSentScope(spot, body));
	const entity = buildEntity(change, { body, scope: place.shown, key: named });
	if (request?.upload) describeUpload(entity, { upload: request.upload, plan: birth, intake, body });
	const text = String(named);
	writeResourceName(entity, { resource, scope: place.texts, key: text });
	const known = bound.length === 0 ? undefined : writeBindings(entity, { bound, plan: birth });
	if (resource.ordered)
		takeLastPlace(entity, { ordered: resource.ordered, records: store.list(resource.name, place.texts) });
	tellWhose(session, entity, birth);
	const unsaid = listUnsaid(context, { birth, entity, session });
	const isTaken = resource.aliases !== undefined && isAliasTaken(spot, entity);
	const findings = completeDraft({
		plan: birth,
		entity,
		intake,
		before: undefined,
		kind: 'birth',
		label: `entity/${resource.name}/${text}`,
		random,
		nowMs,
		generate,
		locate: request && (() => locateEntity(context, { resource: resource.name, key: text, entity, request })),
		links: linkEntities(spot),
		isKeyMade: given === undefined && birth.keyType.kind !== 'generated',
	});
	if (findings.length > 0) return { kind: 'unfit', status: 400, findings };
	const { forgotten } = store;
	// A part of its name that nobody sent is the one that it was born with.
	const texts = resource.keyParts && place.texts.includes('') ? toScope(readSentScope(spot, entity)) : place.texts;
	const alike =
		!isTaken && compiled.uniques() && !store.find(resource.name, texts, text)
			? refuseAlike(spot, entity, undefined)
			: undefined;
	if (alike) return alike;
	const record = isTaken
		? undefined
		: store.create({
				resource: resource.name,
				scope: texts,
				key: text,
				entity,
				facts: noteUnsaid(entity, unsaid, known),
			});
	if (record) {
		const to = readState(resource, entity);
		const mention = mentionEntity({ run: spot, key: text, outcome: 'created', to, after: entity });
		if (store.forgotten > forgotten) mention.forgotten = store.forgotten - forgotten;
		return { kind: 'entity', mention, entity, record };
	}
	const mention = mentionEntity({ run: spot, key: text, outcome: 'exists' });
	return { kind: 'exists', mention, status: effect.refused ?? 409, note: noteExists(mention) };
}

/** The scope, as much of it as the request tells, else as this shows it: what was sent, or what became of that. */
export function readSentScope({ compiled, request }: Spot, shown: JsonValue | undefined): readonly JsonValue[] {
	const known = compiled.readKnownScope?.(request);
	return compiled.resource.scope.map((name, index) => known?.[index] ?? getOwn(shown, name) ?? '');
}

/** A name that was sent may be another's. */
function isAliasTaken({ compiled: { resource }, session }: Spot, entity: JsonObject): boolean {
	return (resource.aliases ?? []).some((alias) => {
		const text = toKeyText(getOwn(entity, alias));
		return (
			text !== undefined &&
			findAmong(session.store.findAlike(resource.name, [alias], text), { by: alias, text }) !== undefined
		);
	});
}

/** The next key that the scenario in use has for it, those that are taken passed over. */
function takeToldKey({ session, compiled: { resource } }: Spot): string | number | undefined {
	let key = session.scenario?.takeKey?.(resource.name);
	while (key !== undefined && session.store.findAnywhere(resource.name, String(key)))
		key = session.scenario?.takeKey?.(resource.name);
	return key;
}

/** The key that the effect or the client chose; an empty one names nothing, so it is none. */
function readGivenKey(compiled: CompiledEffect, { request, nowMs }: ChangeContext): string | number | undefined {
	const { resource, keyAssignment } = compiled;
	const intake = compiled.intake();
	const body = request && compiled.readBody(request);
	const sent =
		(keyAssignment && readAssignment({ assignment: keyAssignment, request, nowMs })) ?? readKey(resource, body);
	const value = sent ?? (intake.keyName === undefined ? undefined : getOwn(body, intake.keyName));
	return typeof value === 'number' || typeof value === 'string' ? takeNamed(value, compiled.birth.keyType) : undefined;
}

/** What clients send of a key that they don't know names nothing: an empty text, 0, the uuid of zeros (`Guid.Empty`). */
function takeNamed(value: string | number, { kind }: KeyType): string | number | undefined {
	const isNone = value === '' || (kind === 'integer' && value === 0) || (kind === 'uuid' && value === NIL);
	return isNone ? undefined : value;
}

const NIL = '00000000-0000-0000-0000-000000000000';
