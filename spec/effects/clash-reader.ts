// Which properties of what is sent the words of a conflict mean, and in what place.

import { getString } from '../read/json.ts';
import { isWithheld } from '../schema/directions.ts';
import { outlineProperties, outlineView } from '../schema/outline.ts';
import { guessTypes } from '../schema/types.ts';
import { findKeyword } from '../schema/values.ts';
import type { SchemaView } from '../schema/view.ts';
import type { Operation } from '../types/document.ts';
import type { Resource } from '../types/resource.ts';
import { type Clash, findClashes } from './conflict-words.ts';
import { plainWord, splitName, toSingular } from './infer/words.ts';

/** What no two entities of a place may have alike. */
export interface UniqueRule {
	/** Properties of what is sent, each by its steps: `[['email']]`; several are alike together. */
	names: readonly (readonly string[])[];
	/** Where these differ, the names may be alike: `[['folder_id']]`. */
	within: readonly (readonly string[])[];
	/** That answers who sends it again. */
	status: number;
}

/** Words of a name by which things are told apart, and that are taken by one alone. */
const IDENTITIES: ReadonlySet<string> = new Set(
	(
		'name username userid email emailaddress mail login nickname nick handle title slug alias code sku key phone phonenumber mobile telephone domain subdomain hostname host url uri isbn ean upc gtin ' +
		'barcode vin identifier reference ssn cpf cnpj vat iban serial serialnumber externalid'
	).split(' '),
);
/** Those of them that belong to one thing alone, whatever it is. */
const STRONG: ReadonlySet<string> = new Set(
	'username email emailaddress mail login handle slug sku isbn isbn13 isbn10 ean upc gtin barcode vin ssn cpf cnpj iban subdomain hostname'.split(
		' ',
	),
);
/** What anything is called. */
const THINGS: ReadonlySet<string> = new Set(
	'item record entity resource object entry document user account thing data'.split(' '),
);
/** Within these is everywhere. */
const EVERYWHERE: ReadonlySet<string> = new Set(
	'system database db enterprise organization organisation platform application app server tenant world instance globally everywhere environment service installation'.split(
		' ',
	),
);
/** What follows a preposition and is no place. */
const NO_PLACES: ReadonlySet<string> = new Set(
	'another other others different someone somebody else request body conflict error use place case time create creation update them it itself general addition first'.split(
		' ',
	),
);

/** So much of what is said is read. */
const MAX_SAID = 1500;
/** What stands before the name by which one is told. */
const NAMED_BY =
	/\b(?:by|same|matching|on|with|if|when|where|using)\s+(?:(?:the|its|their|an?|this|that|given|provided|unique|same|existing|specified|product|user|contact|customer)\s+)*[`"']?(\w+(?:[ -](?:id|key|number|address|name|code|uuid)\b)?)/gi;

/** Finds the properties that clashes speak of, among those that an operation is sent. */
export class ClashReader {
	readonly #rules: UniqueRule[] = [];
	readonly #barred = new Set<string>();
	readonly #scalars = new Map<string, readonly string[]>();
	readonly #objects = new Map<string, readonly string[]>();
	readonly #sent: SchemaView;
	readonly #nouns: ReadonlySet<string>;
	readonly #noun: string;
	readonly #resource: Resource;

	constructor(sent: SchemaView, { operation, resource }: { operation: Operation; resource: Resource }) {
		this.#sent = sent;
		this.#resource = resource;
		this.#noun = plainWord(resource.name);
		const segments = operation.pathTemplate.split('/').flatMap((segment) => splitName(segment));
		const title = getString(operation.document.root['info'], 'title') ?? '';
		this.#nouns = new Set([...splitName(resource.name), ...segments, ...splitName(title)].map(toSingular));
		for (const [name, view] of outlineProperties(sent)) this.#addProperty([name], view);
		const inner = outlineProperties(sent).get('attributes');
		for (const [name, view] of inner ? outlineProperties(inner) : []) this.#addProperty(['attributes', name], view);
	}

	#addProperty(steps: readonly string[], view: SchemaView): void {
		const plain = plainWord(steps.at(-1) ?? '');
		const outline = outlineView(view);
		if (isWithheld(view, 'request')) return;
		if (outline.kind === 'object') this.#objects.set(plain, steps);
		if (outline.kind !== 'scalar' || guessTypes(outline.view).has('boolean')) return;
		this.#scalars.set(plain, steps);
	}

	/** Without what is said to be so in a place that nobody knows. */
	get rules(): readonly UniqueRule[] {
		return this.#rules.filter(
			({ names, within }) => within.length > 0 || !names.some((steps) => this.#barred.has(steps.join('/'))),
		);
	}

	read(clash: Clash, status: number): void {
		const within = this.#findWithin(clash.within);
		const found = clash.names.map((words) => this.#findNamed(words, clash));
		const names = found.filter((steps) => steps !== undefined);
		if (!within) {
			for (const steps of names) this.#barred.add(steps.join('/'));
			return;
		}
		if (names.length > 0 && (!clash.areJoint || names.length === found.length)) {
			if (clash.areJoint) this.#add({ names, within, status });
			else for (const steps of names) this.#add({ names: [steps], within, status });
		} else if (names.length === 0 && clash.kind === 'exists' && !clash.areSaidOf && this.#isThing(clash.subject)) {
			// `An account already exists for this email address`
			const told = within.filter((steps) => this.#isIdentity(splitName(steps.at(-1) ?? '')));
			const own = told.length > 0 ? told : this.#findStrong();
			if (own.length > 0) this.#add({ names: own, within, status });
		}
	}

	/** What properties say of themselves; `status`: that of a conflict, absent where the document has none. */
	readProperties(status: number | undefined): void {
		for (const steps of this.#scalars.values()) {
			const view = steps.reduce<SchemaView | undefined>(
				(above, name) => above && outlineProperties(above).get(name),
				this.#sent,
			);
			if (!view) continue;
			if (findKeyword(view, 'x-unique') === true) this.#add({ names: [steps], within: [], status: status ?? 409 });
			const text = findKeyword(view, 'description');
			if (typeof text !== 'string' || status === undefined) continue;
			const said = findClashes(text).find(({ kind, isDenied }) => kind === 'unique' && !isDenied);
			if (!said) continue;
			const within = this.#findWithin(said.within);
			if (within) this.#add({ names: [steps], within, status });
			else this.#barred.add(steps.join('/'));
		}
	}

	/** What tells which one a create changes that is there: `by its SKU`, `with the same email`; else each of what one alone has. */
	readUpsert(text: string): void {
		const found: (readonly string[])[] = [];
		for (const [, words = ''] of text.slice(0, MAX_SAID).matchAll(NAMED_BY)) {
			const all = splitName(words);
			const isKey = /^(?:id|key|uuid|uid)$/.test(all.at(-1) ?? '');
			const steps = this.#isIdentity(all) || isKey ? this.#findProperty(all, false) : undefined;
			if (steps) found.push(steps);
		}
		for (const steps of found.length > 0 ? found : this.#findStrong())
			this.#add({ names: [steps], within: [], status: 409 });
	}

	#add(rule: UniqueRule): void {
		const within = rule.within.filter((steps) => !rule.names.some((one) => one.join('/') === steps.join('/')));
		if (!rule.names.some((steps) => steps.join('/') === this.#resource.key)) this.#rules.push({ ...rule, within });
	}

	#findNamed(words: readonly string[], { kind, areSaidOf }: Clash): readonly string[] | undefined {
		const isBound = areSaidOf || kind === 'unique';
		if (!isBound && !this.#isIdentity(words)) return undefined;
		for (let from = 0; from < words.length; from += 1) {
			if (from > 0 && !this.#isNoun(words[from - 1] as string)) return undefined;
			const found = this.#findProperty(words.slice(from), areSaidOf);
			if (found) return found;
		}
		return undefined;
	}

	/** `email` for `email address` and the other way round, `policy_name` for the `name` of a policy. */
	#findProperty(words: readonly string[], mayBeId: boolean): readonly string[] | undefined {
		const plain = plainWord(words.join(''));
		const single = plainWord(toSingular(words.join('')));
		const short = plain.replace(/(?:address|number)$/, '');
		const last = toSingular(this.#resource.name.split(/[-_ ]/).at(-1) ?? '');
		const forms = [
			plain,
			single,
			short,
			`${plain}address`,
			`${plain}number`,
			this.#noun + single,
			plainWord(last) + single,
		];
		if (mayBeId) forms.push(`${single}id`);
		for (const form of forms) {
			const found = form === '' ? undefined : this.#scalars.get(form);
			if (found) return found;
		}
		return mayBeId ? this.#objects.get(single) : undefined;
	}

	#isIdentity(words: readonly string[]): boolean {
		return [words.slice(-1), words.slice(-2)].some((some) => IDENTITIES.has(plainWord(toSingular(some.join('')))));
	}

	#isNoun(word: string): boolean {
		return this.#nouns.has(toSingular(word)) || THINGS.has(toSingular(word));
	}

	/** Nothing is said of it, or what is made here. */
	#isThing(words: readonly string[]): boolean {
		const plain = plainWord(words.map(toSingular).join(''));
		if (words.length <= 1 && (words.length === 0 || THINGS.has(plain))) return true;
		return plain === this.#noun || words.every((word) => splitName(this.#resource.name).includes(toSingular(word)));
	}

	/** `undefined`: it is a place that neither the path nor what is sent tells. */
	#findWithin(places: Clash['within']): (readonly string[])[] | undefined {
		const within: (readonly string[])[] = [];
		for (const words of places) {
			if (NO_PLACES.has(words[0] as string)) continue;
			const found = this.#findPlace(words);
			if (found) within.push(found);
			else if (!words.some((word) => this.#isNoun(word) || EVERYWHERE.has(toSingular(word)))) return undefined;
		}
		return within;
	}

	#findPlace(words: readonly string[]): readonly string[] | undefined {
		for (let length = words.length; length > 0; length -= 1) {
			for (let from = 0; from + length <= words.length; from += 1) {
				const found = this.#findProperty(words.slice(from, from + length), true);
				if (found) return found;
			}
		}
		return undefined;
	}

	/** What one alone has of all that is sent, where the key is none of it; all of it together. */
	#findStrong(): readonly (readonly string[])[] {
		if (this.#scalars.has(plainWord(this.#resource.key))) return [];
		return [...this.#scalars].filter(([plain]) => STRONG.has(plain)).map(([, steps]) => steps);
	}
}
