// The vocabulary of writing: what an exchange becomes on its way to an interaction of a pact. Types only.

import type { MockControls, RecordedExchange, ScenarioSummary } from '../../mock/inner.ts';
import type { ApiDocument, JsonObject, JsonValue } from '../../spec/index.ts';

/** An exchange that is not in the pact, and why. */
export interface Notice {
	/** Stable and dotted, e.g. `write.request`, `write.fault`. */
	code: string;
	/** E.g. `DELETE /v1/orders/7 → 409`. */
	exchange: string;
	session: string;
	id: number;
	/** One sentence without a full stop. */
	message: string;
}

/**
 * What is expected of an answer: `required`: what the document requires of it; `listed`: all that the document lists and the answer
 * had; `read`: what was read of it, and nothing where nobody knows. Absent: what was read where that is known; else what is required;
 * of an object that requires nothing, what is listed.
 */
export type Expect = 'required' | 'listed' | 'read';

/** What a pact is made of. */
export interface WriteOptions {
	/** Whose pact it is. Of exchanges that carry `X-Pact-Consumer`, only those with this name are taken. */
	consumer: string;
	/** Default: what the titles of the documents have in common. */
	provider?: string;
	/** The mock whose journal, documents and scenarios are taken; or give the three of them. */
	mock?: Pick<MockControls, 'documents' | 'scenarios' | 'sessions' | 'session' | 'lostExchanges'>;
	/** What `session.requests()` gave, in the place of the mock's journal. */
	exchanges?: readonly RecordedExchange[];
	/** What journals have let go of, beside `exchanges`; with `mock` they are asked. */
	lost?: readonly LostExchanges[];
	/** What `mock.documents` is, in the place of the mock's. */
	documents?: readonly ApiDocument[];
	/** What `mock.scenarios()` gave, in the place of the mock's. */
	scenarios?: readonly ScenarioSummary[];
	/** Names of sessions; default: all. */
	sessions?: readonly string[];
	/** What is expected of answers. */
	expect?: Expect | undefined;
	/** Version of the Pact specification; default 4. */
	pactVersion?: 3 | 4;
	/** Folder for the file; absent: nothing is written to disk. */
	out?: string;
	/** Folder of scenarios: for each provider state that no scenario serves, one is written there. No file is written over. */
	makeScenarios?: string | undefined;
}

/** Exchanges that a journal has let go of; without a session: those of sessions that have made room for others. */
export interface LostExchanges {
	session?: string;
	exchanges: number;
}

/** What writing came to. */
export interface WriteResult {
	/** Absent where there is no interaction: then no file is written either. */
	pact?: JsonObject;
	/** The file's bytes: canonical JSON, a line end at its end. */
	text?: string;
	/** The file's path, where one was written. */
	file?: string;
	/** Scenario files that were written. */
	scenarioFiles: readonly string[];
	/** Descriptions of interactions that expect nothing of an answer with a body. */
	saysNothing: readonly string[];
	consumer: string;
	provider: string;
	interactions: number;
	/** Exchanges that were looked at. */
	exchanges: number;
	/** Exchanges that broke the document: a consumer's or a scenario's mistake to mend. */
	refused: readonly Notice[];
	/** Exchanges that can't be part of a contract: faults, answers off the document, and the like. */
	leftOut: readonly Notice[];
	/** Exchanges that are no longer there; where there are any, no pact is made: it would be another one. */
	lost: readonly LostExchanges[];
	/** What is worth knowing beside it, a sentence each; no two alike. */
	notes: readonly string[];
}

/** A matcher of a pact as it stands in the file, e.g. `{ match: 'regex', regex: '^a$' }`. */
export type Matcher = JsonObject & { match: string };

/** Matchers for one place. */
export interface Rule {
	combine: 'AND' | 'OR';
	matchers: readonly Matcher[];
}

/** Rules by place: a JSON path in bodies, a name in headers and queries. */
export type Rules = ReadonlyMap<string, Rule>;

/** A value taken from a provider state's parameters, e.g. `/orders/${order_id}`. */
export type Generators = ReadonlyMap<string, string>;

/** A body as the pact expects or sends it. */
export interface PactBody {
	content: JsonValue;
	contentType: string;
	rules: Rules;
	generators: Generators;
}

/** A message's header or query parameters; the values of each in their order. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** A provider state with its parameters. */
export interface ProviderState {
	name: string;
	params: Readonly<Record<string, string | number | boolean | null>>;
}

/** Which parameter of a state says a part of a resource's scope. */
export interface ScopeParameter {
	property: string;
	parameter: string;
}

/** A scenario that nobody has written yet: what it has to give for a provider state. */
export interface WantedScenario {
	/** The provider state, e.g. `a todo`. */
	state: string;
	resource: string;
	/** The entity is not there. */
	isMissing: boolean;
	/** The state's parameters, with the values of the pact. */
	parameters: ProviderState['params'];
	/** The entities above it on the path, each with the parameter that names it. */
	parents: readonly { resource: string; parameter: string; scope: readonly ScopeParameter[] }[];
	scope: readonly ScopeParameter[];
	/** The alias that names it; absent: its key does. */
	by?: string;
	/** What it answers, whatever there is: it gives nothing. */
	reply?: { on: string; status: number };
	/** It is why the request was refused, though the request is about another one. */
	isInTheWay?: true;
	/** The entity's own state, e.g. `PAID`. */
	entityState?: string;
}

/** An interaction, whatever the version of the file. */
export interface Interaction {
	description: string;
	/** Objects of the answer's body (JSON pointers) of which what is expected was guessed; absent: none. */
	guessed?: readonly string[];
	/** It is known that nothing of the answer's body was read. */
	readsNothing?: boolean;
	states: readonly ProviderState[];
	request: {
		method: string;
		path: string;
		pathRule?: Rule;
		pathGenerator?: string;
		query: Fields;
		queryRules: Rules;
		headers: Fields;
		headerRules: Rules;
		body?: PactBody;
	};
	response: { status: number; headers: Fields; headerRules: Rules; body?: PactBody | undefined };
}
