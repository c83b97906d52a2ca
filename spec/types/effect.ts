// What the operations of a document do to its resources (`x-effect`).

import type { JsonValue, Pointer } from './json.ts';
import type { ListFilter, ListParameters, QueryPlace } from './lists.ts';

/** A parsed OpenAPI runtime expression (OpenAPI 3.1.1 §4.8.20.3). */
export type Expression =
	| { kind: 'path' | 'query' | 'header' | 'cookie'; name: string; source: string }
	| { kind: 'body'; pointer: Pointer; source: string }
	/** Not of OpenAPI: the entity of the operation's first effect, and the element of the nearest `each`. */
	| { kind: 'entity' | 'element'; pointer: Pointer; source: string }
	| { kind: 'url' | 'method'; source: string }
	/** Not of OpenAPI: the key of a singleton. */
	| { kind: 'constant'; value: string; source: string };

/** A value that an effect writes (`set`). */
export type EffectValue =
	| { kind: 'literal'; value: JsonValue }
	| { kind: 'expression'; expression: Expression }
	/** `{ value: <expression>, default: <literal> }` */
	| { kind: 'or-default'; expression: Expression; default: JsonValue }
	/** `{ now: true }`: the session's time as a date-time. */
	| { kind: 'now' }
	/** `{ add: 1 }`: so much more than the number that is there, so many times what is sent (`expression`); never below `least`, and nothing where the entity was so before (`unless`). All three are inferred only. */
	| {
			kind: 'add';
			number: number;
			expression?: Expression;
			least?: number;
			unless?: { property: string; value: boolean };
	  }
	/** The property is taken away. Inferred only. */
	| { kind: 'none' }
	/** True where it was not, and the other way round. Inferred only. */
	| { kind: 'not' }
	/** The one of these states to which the verb leads that is sent. Inferred only. */
	| { kind: 'verb'; expression: Expression; states: readonly string[] }
	/** What the word that is sent says of a flag: `{ active: true, inactive: false }`. Inferred only. */
	| { kind: 'flag'; expression: Expression; says: ReadonlyMap<JsonValue, boolean> }
	/** `{ after, default?, max? }`: a date-time that much after the session's now; ISO 8601 durations. */
	| { kind: 'after'; expression?: Expression; duration?: string; default?: string; max?: string };

/** A value that the request fixes and that is no partition, e.g. the owner in `POST /owners/{ownerId}/pets`. */
export interface Binding {
	/** What it is called, e.g. `ownerId`. */
	name: string;
	from: Expression;
	/** Where the entity shows it; absent: it is kept beside the entity. */
	property?: string;
	/** What in it, where that is an object: `id` of `author`. Inferred only. */
	inside?: string;
	/** Each create must tell it, or none can, so that what has none (of a scenario, say) is there for all. Inferred only. */
	isTold?: boolean;
}

type Settings = ReadonlyMap<string, EffectValue>;

/** Other entities that an effect asks for. */
export interface Selection {
	resource: string;
	/** The one that has this key, or (`by`) this alias; absent: any of the scope. */
	key?: Expression;
	by?: string;
	/** The version that is meant; absent: the newest. */
	version?: Expression;
	/** Asked once for each element of this list. */
	each?: Expression;
	/** Nested properties with dots, and the condition on each; texts in it that begin with `$` are expressions. */
	where: readonly (readonly [property: string, wanted: JsonValue])[];
	/** Of the refusal. */
	status?: number;
}

/** A value, and the condition that it must meet. */
export interface EffectCondition {
	subject: Expression;
	/** Texts in it that begin with `$` are expressions. */
	wanted: JsonValue;
}

interface EffectBase {
	resource: string;
	/** Where the entity lies in the request's body, e.g. `/article`; absent: it is the body. */
	request?: Pointer;
	/** Where the entity lies in the answer's body; `''`: it is the body; absent: the answer shows none. */
	answer?: Pointer;
	/** The answer shows the key alone, there; `''`: the body is the key itself. Only where `answer` is absent. */
	answerKey?: Pointer;
	/** The key's name, where no schema declares it: answers show it beside the entity's properties all the same. */
	shownKey?: string;
	/** The alias that `key` has; absent: the key itself. */
	by?: string;
	/** The version that is meant; absent, or without a value: the newest. */
	version?: Expression;
	/** Written at a create, filtering in a list. */
	bindings?: readonly Binding[];
	/** The entity that must be there, else the effect is missing: `GET /todos/999/comments`. */
	parent?: { resource: string; key: Expression };
	/**
	 * Of a `read` or a `list`: which of the entities are assigned to the one above in the path, by a resource that holds the assignments:
	 * `PUT /users/1/roles/2` adds one, DELETE removes it; `set` puts others in the place of all. `isReverse`: those that the one above is assigned to. `keys`: they are those whose keys
	 * who has them shows there (`member_ids`), and nothing else holds them; `showsOwner`: the answer is of who has them. Inferred ones only.
	 */
	assigned?: {
		resource: string;
		does: 'add' | 'set' | 'remove' | 'ask';
		isReverse?: boolean;
		keys?: string;
		showsOwner?: boolean;
		/** Of a reverse list with nobody in its path: it is of who is signed in, of this resource. */
		by?: string;
	};
	/** Who is signed in, of the resource `by`, has done it, or not any more, to its entity, as `resource` holds: `POST /users/2/follow`. Inferred only. */
	done?: { resource: string; does: 'add' | 'remove'; by: string };
	/** Of a `read` or a `patch`: it is about a list or an object inside the entity: `POST /carts/1/items`. Inferred ones only. */
	part?: ListPart;
	/**
	 * Of a `list`, a `clear` or what is done to many: of those alone whose property has this value; without one: any. `when`: it is a moment of the day by the session's clock, or one that
	 * is to come, or was. Inferred ones only.
	 */
	only?: { property: string; value?: JsonValue; when?: 'today' | 'ahead' | 'over' };
	/** Of a `list` or a `clear`: of those that were deleted and may be brought back; of a `delete`: of them too. Inferred ones only. */
	deleted?: true;
	/** Its entity is who is signed in from then on; where a `read` finds none, nothing is known of who that is. Inferred only. */
	signsIn?: true;
	/** It is about who is signed in, of this resource; nobody is: about the only one of its own, or of nothing that is known. Inferred only. */
	current?: string;
	/** Brings its entity back, with what went along, where that was deleted. Inferred ones only. */
	revives?: boolean;
	/** What must be there, else the effect is refused. */
	needs?: readonly Selection[];
	/** What may not be there, else the effect is refused. */
	unless?: readonly Selection[];
	/** What must hold, else the effect is refused. */
	if?: readonly EffectCondition[];
	/** The status of what `if` refuses, and what it sets on the entity. */
	else?: { status?: number; set: Settings };
	/** Of effects after the first: one for each element of this list. */
	of?: Expression;
	/** Of effects after the first: where the first one's entity is told of what this one made; `*` is the element's index. */
	link?: readonly { place: Pointer; property: string }[];
	/** What is done after it, where it can be. */
	followUps?: readonly Effect[];
	/** `missing:`, the status for an entity that isn't there. */
	missing?: number;
	/** `refused:`, the status for a move that the state forbids. */
	refused?: number;
	pointer: Pointer;
	inferred: boolean;
}

/** A list inside an entity that has paths of its own, or an object that has one, and what is done with it. */
export interface ListPart {
	/** The list, e.g. `items`. */
	property: string;
	/** It is an object, e.g. `address`: `read`, `replace`, `patch` and `remove` are of all of it. */
	isObject?: true;
	/**
	 * `list` shows all of it and `read` one element; `add` puts what is sent to it, `put` the one that the path names, where it is not there yet;
	 * `replace` and `patch` change one, `remove` takes one away and `drop` those that are sent, `clear` all; `set` puts another list in its place.
	 */
	does: 'list' | 'read' | 'add' | 'put' | 'replace' | 'patch' | 'remove' | 'drop' | 'clear' | 'set';
	/** The steps to what names an element, e.g. `['id']`, `['product', 'id']`; absent: the elements are texts or numbers. */
	key?: readonly string[];
	/** Where the request names one. */
	name?: Expression;
	/** What is sent as the key of the thing that an element is, e.g. `{ sent: 'userId', thing: 'user' }` of a member; absent: as the list is called. */
	called?: { sent: string; thing: string };
	/** What stands at the effect's `answer`; absent: the entity. */
	shows?: 'list' | 'element';
}

/**
 * `chosenBy`: done to each of those that the request's filters choose, and not to the one that `key` names; where the request has `keys`, a
 * list, to those of them that these name. `named`: where it has none, to nothing. Inferred only.
 */
interface Chosen {
	chosenBy?: readonly ListFilter[];
	keys?: Expression;
	named?: true;
}

/**
 * `many`: done to each element of the list that is sent (`request` is its first one), by the key in it; with `keys`, a list, to each that
 * it names, with what is sent beside them; `places`: and with its place among them. `key` is the first one's. Inferred only.
 */
interface Many {
	many?: true;
	places?: true;
	keys?: Expression;
}

/** What is taken out of a cart: the elements of a list inside it, or, without `list`, all that the resource has; they become the list `to` of what is made, where that has one. */
export interface Taking {
	resource: string;
	to?: string;
	list?: { key: Expression; property: string };
}

/** What an operation does to the state (`x-effect`). */
export type Effect =
	/**
	 * `each`: what is sent is a list (`request` is its first element, e.g. `/orders/0`), and one is made of each element. `rows`: it may be a
	 * list as well, as PostgREST has it; `whole`: of the place, nothing else stays. Both are inferred only.
	 */
	| (EffectBase & {
			kind: 'create';
			set: Settings;
			each?: boolean;
			rows?: boolean;
			whole?: boolean;
			/** The key of the one that it makes another of, with what is sent over that: `POST /cards/7/duplicate`. Inferred only. */
			copies?: Expression;
			/** It is made of what a cart holds. Inferred only. */
			takes?: Taking;
			/** One that is there under the same key, or with what is one's alone (`email`), is changed. Inferred only. */
			upsert?: true;
	  })
	/**
	 * `withDeleted`: where a request asks for those that were deleted too; `keys`: the list of those that are assigned; `through`: the steps to where its `parent` shows the key, e.g.
	 * `['authorId']` of `GET /posts/1/author`; `latest`: of the one that was made last there. Inferred only.
	 */
	| (EffectBase & {
			kind: 'read';
			key: Expression;
			withDeleted?: QueryPlace;
			keys?: Expression;
			through?: readonly string[];
			latest?: true;
	  })
	/**
	 * `counted`: the answer tells there how many they are, and nothing else of them; with `tells` whether there are any: this value, else the other one. `keys`: of those
	 * alone that the request names, in its order. `byKey`: the many are an object, each under its key; `item`: where in each of them the entity lies, e.g. `/node`, absent: it is all of it.
	 */
	| (EffectBase & {
			kind: 'list';
			byKey?: boolean;
			counted?: Pointer;
			tells?: boolean;
			/** The property of each row that shows those below it, where they stand below one another: `children`. Inferred only. */
			tree?: string;
			/** Numbers beside the list that count some of all that it is of, whatever the query asks for: `/unreadCount`. Inferred only. */
			counts?: readonly { place: Pointer; only: NonNullable<EffectBase['only']> }[];
			keys?: Expression;
			/** Those alone that are of who is signed in, of the resource `by`, by their `property`, or what is `inside` it. Inferred only. */
			mine?: { property: string; inside?: string; by: string };
			items?: Pointer;
			item?: Pointer;
			filters: readonly ListFilter[];
	  } & ListParameters)
	| (EffectBase & { kind: 'move'; key: Expression; from: readonly string[]; to: string; set: Settings })
	/** `upsert`: makes the entity where there is none. */
	| (EffectBase & { kind: 'replace' | 'patch'; key: Expression; set: Settings; upsert?: boolean } & Chosen & Many)
	| (EffectBase & { kind: 'delete'; key: Expression } & Chosen)
	/** Deletes those that `keys` names, a list; absent: all that scope and bindings hold. */
	| (EffectBase & { kind: 'clear'; keys?: Expression });

/** Why an operation has no effect. */
export interface Stateless {
	/** A sentence without a full stop, e.g. `its answer has no JSON schema`. */
	reason: string;
	/** YAML, to be merged into the document, that would give it one; empty: there is nothing to write. */
	lines: string;
	/** A resource (or what would be one) that other operations on its path speak of; absent: it stands alone. */
	besides: string | undefined;
}
