// An operation's effect, compiled: where its request names the entity, what may refuse it, what it writes, what follows.

import type { Effect, JsonValue, ListPart, Operation, Resource } from '../../spec/index.ts';
import type { Assignment } from './assignments.ts';
import type { CompiledBinding } from './birth/bindings.ts';
import type { BirthPlan } from './birth/birth-plan.ts';
import type { Intake } from './birth/intake-plan.ts';
import type { Wanted } from './conditions.ts';
import type { EffectContext } from './effect-context.ts';
import type { Embedding } from './embedded.ts';
import type { TagPlan } from './entity-tag.ts';
import type { EffectRequest, ReadValue } from './expressions.ts';
import type { CompiledUnique } from './plan-uniques.ts';

/** An operation with the place of its effect. */
export interface EffectPlanned {
	readonly operation: Operation;
	/** `undefined`: `compileEffect` has not seen it. */
	effect: EffectSlot | undefined;
}

/** An operation's effect before and after its first request, which compiles it. */
export interface EffectSlot {
	context: EffectContext;
	compiled: CompiledEffect | undefined;
	isCompiled: boolean;
}

/** An operation's effect, ready for requests. */
export interface CompiledEffect {
	effect: Effect;
	resource: Resource;
	assignments: readonly Assignment[];
	/** The effect's own value for the key of what it creates. */
	keyAssignment: Assignment | undefined;
	/** How its entities are born. */
	birth: BirthPlan;
	/** What the request says of the entity that it sends; looked up with the first one. */
	intake(): Intake;
	/** How its entities are tagged; looked up with the first one. `undefined`: nobody asks for that. */
	tags(): TagPlan | undefined;
	/** How its entities show those below them; looked up with the first one. `undefined`: they don't. */
	embedding(): Embedding | undefined;
	/** What none of its entities may have as another has it; looked up with the first that is made or changed. `undefined`: the document tells nothing of the kind. */
	uniques(): readonly CompiledUnique[] | undefined;
	bindings: readonly CompiledBinding[];
	/** The version that is meant; absent: the newest. */
	readVersion: ReadValue | undefined;
	/** What may refuse it; absent: its entity's state alone. */
	guards: CompiledGuards | undefined;
	/** It speaks of the entity that it is about, as it was before. */
	speaksOfEntity: boolean;
	/** What is done after it; empty: nothing. */
	followUps(): readonly FollowUp[];
	/** By what the entities are assigned to the one above; absent: they stand for themselves. */
	assigned:
		| {
				holder: Resource;
				does: 'add' | 'set' | 'remove' | 'ask';
				isReverse: boolean;
				/** Whose users have them, where nobody stands in the path. */
				by: string | undefined;
				/** The answer shows who has them. */
				showsOwner: boolean;
				/** The property of who has them that has their keys; absent: the holder has them. */
				keys: string | undefined;
				readScope(request: EffectRequest): readonly JsonValue[] | undefined;
				/** Of the holder's owners. */
				renamed: readonly RenamedOwner[];
		  }
		| undefined;
	/** The list inside the entity that it is about; absent: the entity itself. */
	part: (ListPart & { readName: ReadValue | undefined }) | undefined;
	/** The entity that must be there for the effect to have any. */
	parent:
		| {
				resource: Resource;
				birth: BirthPlan;
				/** How it is shown; looked up with the first answer that shows it. */
				embedding(): Embedding | undefined;
				readKey(request: EffectRequest): string | undefined;
		  }
		| undefined;
	/** The same effect on who is signed in, compiled with the first of them; absent: it is not about that. */
	current: { resource: string; open(): CompiledEffect | undefined } | undefined;
	/** What its resource's entities stand below, the nearest first. */
	owners: readonly CompiledOwner[];
	/** Of the owners those that a path may name otherwise than by their key, the farthest first; empty: it can't. */
	renamed: readonly RenamedOwner[];
	/** The entity in the request's body. */
	readBody(request: EffectRequest): JsonValue | undefined;
	/** The keys that a request about many names; absent: it can't. `undefined`: this one has no list of them. */
	readKeys: ((request: EffectRequest) => ReadonlySet<string> | undefined) | undefined;
	/** The key that a request names; `undefined`: it names none. */
	readKey(request: EffectRequest): string | undefined;
	/** What the last request's scope came to. */
	lastPlace?:
		| { scope: readonly JsonValue[]; texts: readonly string[]; shown: readonly (JsonValue | undefined)[] }
		| undefined;
	/** The values of the scope as the request has them; `undefined`: the operation's path does not tell the scope. */
	readScope(request: EffectRequest): readonly JsonValue[] | undefined;
	/** As much of the scope as the operation tells; absent: where its path does not tell it, it is looked for everywhere. */
	readKnownScope: ((request: EffectRequest) => readonly (string | undefined)[]) | undefined;
}

/** What entities stand below, ready for requests: the place in the scope, else the name of the binding, that has its key. */
export interface CompiledOwner {
	resource: Resource;
	birth: BirthPlan;
	at: number | undefined;
	binding: string | undefined;
}

/** An owner that a path may name otherwise than by its key. */
export interface RenamedOwner {
	owner: CompiledOwner;
	/** Which of its other keys those below show: they are known by that. Absent: they are known by its key. */
	shown: readonly string[] | undefined;
}

/** A selection, ready to be asked for. */
export interface CompiledSelection {
	resource: Resource;
	/** Absent: any of them. */
	readKey: ReadValue | undefined;
	by: string | undefined;
	readVersion: ReadValue | undefined;
	/** Absent: asked once. */
	readList: ReadValue | undefined;
	where: readonly { property: string; steps: readonly string[]; wanted: Wanted }[];
	status: number | undefined;
	scope: readonly (ReadValue | undefined)[];
}

/** The guards of an effect, ready for requests. */
export interface CompiledGuards {
	needs: readonly CompiledSelection[];
	unless: readonly CompiledSelection[];
	/** `isEquality`: a value is wanted that is read like the subject; what is compared with nothing must be nothing. */
	conditions: readonly { source: string; subject: ReadValue; wanted: Wanted; isEquality: boolean }[];
	/** What `else` says. */
	status: number;
	assignments: readonly Assignment[];
}

/** An effect after the first, ready for requests. */
export interface FollowUp {
	compiled: CompiledEffect;
	/** The list that it goes through; absent: it is done once. */
	readList: ReadValue | undefined;
	link: readonly { steps: readonly string[]; property: string }[];
}
