// What an effect comes to.

import type { JsonObject, JsonValue, Pointer } from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import type { EntityMention } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import type { SelectedPage } from './list-page.ts';

/** Which version of an entity it is; only where the document has something to do with that. */
export interface ShownVersion {
	/** As a header has it, e.g. `"33a64df5"`. */
	tag: string;
	/** When it was changed last, in epoch ms; `undefined`: it doesn't tell. */
	changedMs: number | undefined;
}

/** What an effect came to. Missing and refused are results, never thrown. */
export type EffectResult =
	| { kind: 'stateless' }
	/** `unfollowed`: what the request says and nothing could be made of. */
	| {
			kind: 'entity';
			mention: EntityMention;
			entity: JsonObject;
			record?: EntityRecord;
			version?: ShownVersion;
			unfollowed?: readonly string[];
	  }
	/** `byKey`: the answer shows them as an object, each under its key; `within`: where in each row the entity lies. */
	| ({
			kind: 'list';
			mention: EntityMention;
			/** Entities, or what stands in a list inside one: that may be texts. */
			items: readonly JsonValue[];
			/** The keys that were asked for and are not there. */
			absent?: readonly JsonValue[];
			/** Numbers beside the list. */
			counts?: readonly { place: Pointer; value: number }[];
			pointer?: Pointer;
			byKey?: boolean;
			within?: Pointer;
	  } & Omit<SelectedPage, 'page' | 'items'> &
			Partial<Pick<SelectedPage, 'page'>>)
	/** Something about entities, e.g. how many there are, and where in the answer it stands. */
	| { kind: 'told'; mention: EntityMention; value: JsonValue; pointer: Pointer }
	/** `keys`: of those that it was done to, where it was done to many; `absent`: of those that were named and are not there. */
	| {
			kind: 'gone';
			mention: EntityMention;
			keys?: readonly JsonValue[] | undefined;
			absent?: readonly JsonValue[] | undefined;
	  }
	/** What was sent can't be done to an entity, or no answer could show it: nothing was changed. */
	| { kind: 'unfit'; status: 400 | 409; findings: readonly Finding[] }
	/** The status that the effect asks for; the documented one is chosen when the answer is composed. */
	| {
			kind: 'missing' | 'refused' | 'exists';
			mention: EntityMention;
			status: number;
			note: string;
			/** What of the request it was; absent: not to be told by a place in it. */
			findings?: readonly Finding[];
	  };
