// Which versions a matrix question is about: those it names, and those it implies.

import type { Version } from '../store/broker-records.ts';
import {
	type BrokerState,
	findBranchHead,
	hasBranch,
	hasTag,
	listVersionsInEnvironment,
} from '../store/broker-state.ts';
import type { MatrixQuery, VersionSelector } from './matrix-query.ts';

export interface ResolvedSelector {
	participant: string;
	/** Undefined: all of the participant's versions (`isMissing` false), or there is none (`isMissing` true). */
	version: Version | undefined;
	isMissing: boolean;
	/** Named in the question, or implied by "what runs there". */
	origin: 'specified' | 'inferred' | 'ignored';
	/** The question says that its results don't count. */
	isIgnored: boolean;
	/** One of several versions that its selector means. */
	isOneOfMany: boolean;
	selector: VersionSelector;
}

/** A consumer with a provider, as far as a question is about them. */
export interface Integration {
	consumer: string;
	provider: string;
	/** The consumer is to be deployed, and can't do without the provider. */
	isRequired: boolean;
}

export interface ResolvedQuery {
	/** Specified and inferred. */
	selectors: ResolvedSelector[];
	ignored: ResolvedSelector[];
	integrations: Integration[];
}

/** Resolves a question that verdict/check-query.ts let pass. */
export function resolveQuery(state: BrokerState, query: MatrixQuery): ResolvedQuery {
	const ignored = query.ignore.flatMap((selector) =>
		resolveSelector({ state, selector, origin: 'ignored', ignored: [] }),
	);
	const specified = query.selectors.flatMap((selector) =>
		resolveSelector({ state, selector, origin: 'specified', ignored }),
	);
	const mayInfer =
		query.latest === true || query.tag !== undefined || query.environment !== undefined || query.mainBranch === true;
	const integrations =
		mayInfer || specified.length === 1 ? findIntegrations(state, specified) : findIntegrationsBetween(state, specified);
	if (!mayInfer) return { selectors: specified, ignored, integrations };
	const named = new Set(specified.map((selector) => selector.participant));
	const others = new Set(
		integrations.flatMap(({ consumer, provider }) => [consumer, provider]).filter((name) => !named.has(name)),
	);
	const inferred = [...others].flatMap((participant) =>
		resolveSelector({ state, selector: createInferredSelector(participant, query), origin: 'inferred', ignored }),
	);
	return { selectors: [...specified, ...inferred], ignored, integrations };
}

/** Whether a selector means every version of its participant. */
export function isNameOnly(selector: VersionSelector): boolean {
	return Object.keys(selector).every((key) => key === 'participant');
}

/** Whether a version of a participant is one that the selector means. */
export function covers(resolved: ResolvedSelector, participant: string, version: Version | undefined): boolean {
	if (resolved.participant !== participant) return false;
	if (isNameOnly(resolved.selector)) return true;
	return resolved.version !== undefined && resolved.version.number === version?.number;
}

function createInferredSelector(participant: string, query: MatrixQuery): VersionSelector {
	const selector: VersionSelector = { participant };
	if (query.tag !== undefined) selector.tag = query.tag;
	if (query.mainBranch) selector.mainBranch = true;
	if (query.latest) selector.latest = true;
	if (query.environment !== undefined) selector.environment = query.environment;
	return selector;
}

function resolveSelector(args: {
	state: BrokerState;
	selector: VersionSelector;
	origin: ResolvedSelector['origin'];
	ignored: readonly ResolvedSelector[];
}): ResolvedSelector[] {
	const { state, selector, origin, ignored } = args;
	const participant = selector.participant ?? '';
	const create = (version: Version | undefined, isMissing: boolean, isOneOfMany = false): ResolvedSelector => ({
		participant,
		version,
		isMissing,
		origin,
		isIgnored: ignored.some((other) =>
			version === undefined
				? other.participant === participant && isNameOnly(other.selector)
				: covers(other, participant, version),
		),
		isOneOfMany,
		selector,
	});
	if (!state.participants.has(participant)) return [create(undefined, true)];
	if (isNameOnly(selector)) return [create(undefined, false)];
	const versions = findVersions(state, participant, selector);
	if (versions.length === 0) return [create(undefined, true)];
	return versions.map((version) => create(version, false, versions.length > 1));
}

function findVersions(state: BrokerState, participant: string, selector: VersionSelector): Version[] {
	let found = [...state.versionsOf(participant)];
	if (selector.environment !== undefined) {
		const environment = state.environments.find(({ name }) => name === selector.environment);
		found = environment ? listVersionsInEnvironment(state, participant, environment.uuid) : [];
	}
	if (selector.tag !== undefined) found = found.filter((version) => hasTag(version, selector.tag ?? ''));
	if (selector.version !== undefined) found = found.filter((version) => version.number === selector.version);
	const branch = selector.mainBranch ? (state.participants.get(participant)?.mainBranch ?? null) : selector.branch;
	if (branch === null) return [];
	if (branch !== undefined) {
		const head = findBranchHead(state, participant, branch);
		return found.filter((version) => (selector.latest ? version === head : hasBranch(version, branch)));
	}
	return selector.latest ? found.slice(-1) : found;
}

/** Everything that a specified version consumes, and everybody who consumes a specified participant. */
function findIntegrations(state: BrokerState, specified: readonly ResolvedSelector[]): Integration[] {
	const found = new Map<string, Integration>();
	const add = (integration: Integration): void => {
		const key = JSON.stringify([integration.consumer, integration.provider]);
		if (integration.isRequired || !found.has(key)) found.set(key, integration);
	};
	for (const selector of specified) {
		if (!selector.isMissing)
			for (const version of selector.version ? [selector.version] : state.versionsOf(selector.participant))
				for (const { provider } of version.pacts) add({ consumer: selector.participant, provider, isRequired: true });
		for (const { consumer } of state.publications(selector.participant))
			add({ consumer, provider: selector.participant, isRequired: false });
	}
	return [...found.values()];
}

/** Only those where both sides are specified. */
function findIntegrationsBetween(state: BrokerState, specified: readonly ResolvedSelector[]): Integration[] {
	const named = new Set(specified.map((selector) => selector.participant));
	return findIntegrations(state, specified).filter(
		({ consumer, provider, isRequired }) => isRequired && named.has(consumer) && named.has(provider),
	);
}
