// Whether the real API holds to its own state: what was created is listed and found, what was deleted is gone, what was changed reads so.

import { listToldEntities, type Observation } from '../../mock/inner.ts';
import { getOwn, isObject, type JsonObject, type JsonValue, resolvePointer } from '../../spec/index.ts';
import type { DriftCode, NewFinding } from './drift-finding.ts';
import { nameExample } from './judge-exchange.ts';

/** What is known of an entity at some time. */
interface Known {
	isGone: boolean;
	/** It was created in one of the exchanges. */
	isBorn: boolean;
	/** Scalars that the last change sent. */
	sent: JsonObject | undefined;
}

/** Members that tell how many there are, or that there are more. */
const TOTALS = /^(?:total|count|total_?count|total_?elements|total_?items|total_?results)$/i;
const MORE = /^(?:next|next_?(?:page|cursor|token|page_?token|link|url)|has_?more|has_?next(?:_?page)?)$/i;
/** A list of so many, of which nothing says that it is all, may be a page. */
const PAGE = 10;

/** Goes through the exchanges in their order. */
export function checkState(observations: readonly Observation[]): NewFinding[] {
	const known = new Map<string, Known>();
	const found: NewFinding[] = [];
	for (const observation of observations) {
		const { effect, checked, status, body } = observation;
		if (!effect) continue;
		const { resource } = effect;
		const { kind } = effect.effect;
		const scope = JSON.stringify(effect.readScope(checked) ?? []);
		const placeOf = (key: string): string => JSON.stringify([resource.name, scope, key]);
		const tell = (code: DriftCode, message: string): void => {
			found.push({
				code,
				message,
				operation: observation.operation.id,
				example: nameExample(observation),
				key: `${observation.operation.document.file} ${observation.operation.id}`,
			});
		};
		const isGood = status >= 200 && status < 300;
		const named = effect.readKey(checked);
		const own = named === undefined ? undefined : known.get(placeOf(named));
		if (kind === 'read' && own) {
			if ((status === 404 || status === 410) && own.isBorn && !own.isGone)
				tell('state.missing', `${resource.name} was created, and then not found`);
			if (isGood && own.isGone && !showsState(observation, resource.state))
				tell('state.remains', `${resource.name} was deleted, and then still found`);
			const other = isGood && own.sent ? findOther(own.sent, shownBy(observation)) : undefined;
			if (other !== undefined) tell('state.unchanged', `${resource.name} was changed, and ${other} reads otherwise`);
		}
		if (!isGood) continue;
		const told = listToldEntities({ compiled: effect, request: checked, value: body });
		if (kind === 'list') {
			const keys = new Set(told.map(({ key }) => key));
			if (isWhole(observation, keys.size)) {
				for (const [place, one] of known) {
					const [name, inScope, key] = JSON.parse(place) as [string, string, string];
					if (name !== resource.name || inScope !== scope) continue;
					if (one.isBorn && !one.isGone && !keys.has(key))
						tell('state.unlisted', `${resource.name} was created, and then not listed`);
					if (one.isGone && keys.has(key)) tell('state.remains', `${resource.name} was deleted, and then still listed`);
				}
			}
			continue;
		}
		if (kind === 'create') {
			for (const { key } of told) known.set(placeOf(key), { isGone: false, isBorn: true, sent: undefined });
			continue;
		}
		if (named === undefined) continue;
		const now = own ?? { isGone: false, isBorn: false, sent: undefined };
		known.set(placeOf(named), now);
		if (kind === 'delete') now.isGone = true;
		else if (kind === 'patch' || kind === 'replace')
			now.sent = pickScalars(effect.readBody(checked), shownBy(observation));
		else if (kind === 'move') now.sent = undefined;
	}
	return found;
}

function shownBy({ effect, checked, body }: Observation): JsonObject | undefined {
	return effect && listToldEntities({ compiled: effect, request: checked, value: body })[0]?.entity;
}

/** A resource with states may stay, in one that says that it is gone. */
function showsState(observation: Observation, state: string | undefined): boolean {
	return state !== undefined && getOwn(shownBy(observation), state) !== undefined;
}

/** What was sent and taken over; what the answer shows otherwise at once was not meant to be kept. */
function pickScalars(sent: JsonValue | undefined, shown: JsonObject | undefined): JsonObject | undefined {
	if (!isObject(sent)) return undefined;
	const kept = Object.entries(sent).filter(([name, value]) => {
		if (typeof value === 'object') return false;
		return shown === undefined || getOwn(shown, name) === undefined || getOwn(shown, name) === value;
	});
	return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** The first property that reads otherwise than it was sent. */
function findOther(sent: JsonObject, shown: JsonObject | undefined): string | undefined {
	if (!shown) return undefined;
	return Object.keys(sent).find((name) => {
		const now = getOwn(shown, name);
		return now !== undefined && String(now) !== String(getOwn(sent, name));
	});
}

/** Whether a list shows all that there is: nothing was asked for but a length that it does not reach, and nothing speaks of more. */
function isWhole({ effect, checked, body, operation }: Observation, shown: number): boolean {
	if (effect?.effect.kind !== 'list') return false;
	const { paging, filters, search = [] } = effect.effect;
	const asked = [...checked.query.keys()];
	const ofPages = [paging?.limit, ...(paging?.otherLimits ?? [])].map(String);
	if (asked.some((name) => !ofPages.includes(name))) return false;
	const limit = Number(asked.map((name) => checked.query.get(name))[0] ?? Number.NaN);
	if (limit <= shown) return false;
	const around = effect.effect.items === undefined ? undefined : resolvePointer(body ?? null, '');
	const told = isObject(around) ? Object.entries(around) : [];
	const total = told.find(([name, value]) => TOTALS.test(name) && typeof value === 'number')?.[1];
	if (total !== undefined) return Number(total) <= shown;
	if (told.some(([name, value]) => MORE.test(name) && value !== null && value !== false && value !== '')) return false;
	const mayBePage = paging !== undefined || filters.length + search.length > 0 || operation.parameters.length > 0;
	return !(mayBePage && shown >= PAGE && Number.isNaN(limit));
}
