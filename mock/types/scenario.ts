// A scenario file as it is loaded.

import type { FileFinding, JsonObject } from '../../spec/index.ts';
import type { Fault } from './faults.ts';

/** A scenario file, loaded and checked. */
export interface Scenario {
	name: string;
	title: string;
	description?: string;
	/** `''` where it has none. */
	file: string;
	/** Made of the documents, without a file. */
	virtual?: true;
	/** Pact provider states it serves. */
	states: readonly string[];
	parameters: Readonly<Record<string, string | number | boolean | null>>;
	/** Epoch ms. */
	clockMs?: number;
	/** As written, `${…}` not yet substituted: entities, `{ generate, with }` and `{ every, where }`. */
	given: Readonly<Record<string, readonly JsonObject[]>>;
	/** The keys of what will be created, by resource, in order; as written. Absent: it says none. */
	keys?: Readonly<Record<string, readonly (string | number)[]>>;
	script: readonly JsonObject[];
	/** The file as parsed, for display. */
	source: JsonObject;
	/** Empty: good. A scenario with errors is listed but can't be used. */
	findings: readonly FileFinding[];
	serves: { statuses: readonly number[]; faults: readonly Fault[] };
}
