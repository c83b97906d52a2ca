// Schemas of a document as functions that say what is wrong with a value.

import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { createFinding } from '../read/findings.ts';
import type { Direction } from '../schema/directions.ts';
import { followSchema } from '../schema/references.ts';
import { type SchemaView, viewSchema } from '../schema/view.ts';
import type { ApiDocument, SchemaRef } from '../types/document.ts';
import type { FileFinding, SchemaFinding } from '../types/finding.ts';
import type { JsonValue, Pointer } from '../types/json.ts';
import { createAjv } from './ajv.ts';
import { loadAjv } from './load-ajv.ts';
import { fitsSurely } from './plain-fit.ts';
import { SchemaError } from './schema-error.ts';
import { describeErrors, type FindingSource, MAX_FINDINGS } from './schema-findings.ts';
import { translateSchema } from './schema-translation.ts';

/**
 * Says what is wrong with a value; the shared empty list when nothing is. Throws nothing but the SchemaError of a schema that passed
 * for one and that AJV won't compile.
 */
export type Validate = (value: unknown) => readonly SchemaFinding[];

const FITS: readonly SchemaFinding[] = Object.freeze([]);

/** Values that a schema is looked through for before it is compiled. */
const GLANCES = 2;

interface Doubt {
	code: string;
	message: string;
	pointer: Pointer;
}

/** The schemas of one document in one direction. */
class SchemaSpace {
	readonly #document: ApiDocument;
	readonly #direction: Direction;
	readonly #validators = new Map<Pointer, { value: JsonValue; validate: Validate }>();
	/** Pointer (with `~` behind it for a base) → AJV's name. */
	readonly #names = new Map<string, string>();
	#waiting: { target: SchemaRef; base: boolean; name: string }[] = [];
	/** Translated, and unknown to AJV before the first of them is compiled. */
	#unadded: { name: string; schema: object | boolean }[] = [];
	readonly #origins = new WeakMap<object, Pointer>();
	readonly doubts = new Map<string, Doubt>();
	readonly #load: () => Ajv2020;
	readonly #glances: number;
	#count = 0;

	constructor(args: { document: ApiDocument; direction: Direction; glances: number; load: () => Ajv2020 }) {
		this.#document = args.document;
		this.#direction = args.direction;
		this.#glances = args.glances;
		this.#load = args.load;
	}

	compile(schema: SchemaRef): Validate {
		const known = this.#validators.get(schema.pointer);
		if (known && known.value === schema.value) return known.validate;
		const target = followSchema(schema);
		const validate = target.pointer === schema.pointer ? this.#build(schema) : this.compile(target);
		this.#validators.set(schema.pointer, { value: schema.value, validate });
		return validate;
	}

	/**
	 * Whether the schema compiles, without compiling it: to translate it and all that it refers to checks every keyword, and takes a
	 * fraction of the time. Throws SchemaError as `compile` does.
	 */
	check(schema: SchemaRef): void {
		const target = followSchema(schema);
		if (!this.#names.has(target.pointer)) this.#register(target);
	}

	/** To compile takes as long as to look through a hundred values: a schema that is asked once or twice does without it. */
	#build(schema: SchemaRef): Validate {
		const name = this.#register(schema);
		const origins = this.#origins;
		let glances = this.#glances;
		let compiled: { run: ValidateFunction; source: FindingSource } | SchemaError | undefined;
		const compile = (): { run: ValidateFunction; source: FindingSource } | SchemaError => {
			try {
				const run = this.#compileNamed(name, schema);
				const ajv = this.#load();
				const source: FindingSource = {
					pointerOf: (translated) => origins.get(translated),
					judge: (translated, one) => judge(ajv, translated, one),
				};
				return { run, source };
			} catch (error) {
				if (error instanceof SchemaError) return error;
				throw error;
			}
		};
		const fits = (value: unknown): boolean => fitsSurely(viewSchema(schema), value as JsonValue, this.#direction);
		return (value) => {
			if (!compiled) {
				glances -= 1;
				if (glances >= 0 && fits(value)) return FITS;
				compiled = compile();
			}
			if (compiled instanceof SchemaError) {
				// What surely fits does so however often it is asked, also of a ring of schemas that is too large for AJV.
				if (fits(value)) return FITS;
				throw compiled;
			}
			const { run, source } = compiled;
			return run(value) === true ? FITS : describeErrors(run.errors ?? [], source);
		};
	}

	#compileNamed(name: string, { pointer }: SchemaRef): ValidateFunction {
		const ajv = this.#load();
		const fail = (reason: string, cause?: unknown): SchemaError =>
			new SchemaError({ document: this.#document, pointer, reason, cause });
		let check: ReturnType<Ajv2020['getSchema']>;
		try {
			for (const one of this.#unadded.splice(0)) ajv.addSchema(one.schema as object, one.name, false, false);
			check = ajv.getSchema(name);
		} catch (cause) {
			throw fail(`does not compile: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
		}
		if (!check) throw fail('does not compile');
		return check as ValidateFunction;
	}

	/** Translates the schema and all that it refers to, or nothing at all when one of them is no schema. */
	#register(schema: SchemaRef): string {
		const fresh: string[] = [];
		const translated: { name: string; schema: object | boolean }[] = [];
		const context = {
			direction: this.#direction,
			isRoot: ({ pointer }: SchemaRef) => pointer === schema.pointer,
			nameOf: (target: SchemaRef, base: boolean) => this.#nameOf(target, base, fresh),
			remember: (made: object, pointer: Pointer) => void this.#origins.set(made, pointer),
			warn: (code: string, message: string, pointer: Pointer) =>
				void this.doubts.set(`${code} ${pointer}`, { code, message, pointer }),
		};
		try {
			const name = this.#nameOf(schema, false, fresh);
			for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) {
				translated.push({ name: next.name, schema: translateSchema(next.target, context, next.base) });
			}
			this.#unadded.push(...translated);
			return name;
		} catch (error) {
			for (const key of fresh) this.#names.delete(key);
			this.#waiting = [];
			throw error;
		}
	}

	#nameOf(target: SchemaRef, base: boolean, fresh: string[]): string {
		const key = base ? `${target.pointer}~` : target.pointer;
		const known = this.#names.get(key);
		if (known !== undefined) return known;
		this.#count += 1;
		const name = `${this.#direction}${this.#count}`;
		this.#names.set(key, name);
		fresh.push(key);
		this.#waiting.push({ target, base, name });
		return name;
	}
}

/** AJV keeps what it compiled by the schema object, so this costs once. */
function judge(ajv: Ajv2020, translated: object, value: unknown): readonly ErrorObject[] {
	const check = ajv.compile(translated);
	return check(value) === true ? [] : (check.errors ?? []);
}

const spaces = new WeakMap<ApiDocument, Record<Direction, SchemaSpace>>();

function openSpaces(document: ApiDocument, isHot = true): Record<Direction, SchemaSpace> {
	let open = spaces.get(document);
	if (!open) {
		let ajv: Ajv2020 | undefined;
		const load = (): Ajv2020 => {
			ajv ??= createAjv({ isHot });
			return ajv;
		};
		// Who lints has looked at the values already.
		const glances = isHot ? GLANCES : 0;
		open = {
			request: new SchemaSpace({ document, direction: 'request', glances, load }),
			response: new SchemaSpace({ document, direction: 'response', glances, load }),
		};
		spaces.set(document, open);
	}
	return open;
}

/** Compiles the schemas of a document in a hurry from now on: each is called a few times only. Before any of them is compiled. */
export function prepareForLint(document: ApiDocument): void {
	openSpaces(document, false);
}

/**
 * The check of a schema, compiled on its first use and kept. In requests readOnly properties need not be there, in responses
 * writeOnly ones need not and must not. At most 20 findings. Throws SchemaError for a schema that doesn't compile: it never
 * counts as valid. (JSON Schema 2020-12; older dialects are read as they were meant.)
 */
export function compileSchema(schema: SchemaRef, direction: Direction): Validate {
	return openSpaces(schema.document)[direction].compile(schema);
}

/** Reads from disk what it takes to compile a schema, so that the first one doesn't wait for it. */
export function loadValidator(): void {
	loadAjv();
}

const compiledViews = new WeakMap<SchemaView, Partial<Record<Direction, Validate>>>();

/** The check of a view: of all its roots together. See `compileSchema`; without roots everything fits. */
export function compileView(view: SchemaView, direction: Direction): Validate {
	const { roots } = view;
	const [root] = roots;
	if (roots.length === 1) return compileSchema(root as SchemaRef, direction);
	const compiled = compiledViews.get(view) ?? {};
	compiledViews.set(view, compiled);
	compiled[direction] ??= joinChecks(roots.map((one) => compileSchema(one, direction)));
	return compiled[direction];
}

function joinChecks(checks: readonly Validate[]): Validate {
	return (value) => {
		const findings = checks.flatMap((check) => check(value));
		return findings.length === 0 ? FITS : findings.slice(0, MAX_FINDINGS);
	};
}

/**
 * What lint has to say about a schema: that it doesn't compile (`schema.invalid`), formats that nobody checks
 * (`schema.format`), patterns with a time limit (`schema.pattern`), circles without end (`schema.circular`), alternatives of a `oneOf`
 * that ask for the same (`schema.repeated`). Each is said once for a document, with the first schema that reaches it. Never throws.
 */
export function lintSchema(schema: SchemaRef): FileFinding[] {
	const { document } = schema;
	const space = openSpaces(document).response;
	const before = space.doubts.size;
	const findings: FileFinding[] = [];
	try {
		space.check(schema);
	} catch (error) {
		if (!(error instanceof SchemaError)) throw error;
		const { code, reason, pointer } = error;
		findings.push(createFinding({ code, severity: 'error', message: reason, pointer }, (at) => document.locate(at)));
	}
	const fresh = space.doubts.size === before ? [] : [...space.doubts.values()].slice(before);
	for (const doubt of fresh) {
		findings.push(createFinding({ ...doubt, severity: 'warning' }, (at) => document.locate(at)));
	}
	return findings;
}
