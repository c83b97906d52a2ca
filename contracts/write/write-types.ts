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

/** What a pact is made of. */
export interface WriteOptions {
	/** Whose pact it is. Of exchanges that carry `X-Pact-Consumer`, only those with this name are taken. */
	consumer: string;
	/** Default: what the titles of the documents have in common. */
	provider?: string;
	/** The mock whose journal, documents and scenarios are taken; or give the three of them. */
	mock?: Pick<MockControls, 'documents' | 'scenarios' | 'sessions' | 'session'>;
	exchanges?: readonly RecordedExchange[];
	documents?: readonly ApiDocument[];
	scenarios?: readonly ScenarioSummary[];
	/** Names of sessions; default: all. */
	sessions?: readonly string[];
	/** Version of the Pact specification; default 4. */
	pactVersion?: 3 | 4;
	/** Folder for the file; absent: nothing is written to disk. */
	out?: string;
}

/** What writing came to. */
export interface WriteResult {
	/** Absent where there is no interaction: then no file is written either. */
	pact?: JsonObject;
	/** The file's bytes: canonical JSON, a line end at its end. */
	text?: string;
	/** The file's path, where one was written. */
	file?: string;
	consumer: string;
	provider: string;
	interactions: number;
	/** Exchanges that were looked at. */
	exchanges: number;
	/** Exchanges that broke the document: a consumer's or a scenario's mistake to mend. */
	refused: readonly Notice[];
	/** Exchanges that can't be part of a contract: faults, answers off the document, and the like. */
	leftOut: readonly Notice[];
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

/** An interaction, whatever the version of the file. */
export interface Interaction {
	description: string;
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
	response: { status: number; headers: Fields; headerRules: Rules; body?: PactBody };
}
