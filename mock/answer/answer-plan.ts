// What is compiled once for each documented answer: its bodies and headers, for compose and prove alike.

import {
	compileSchema,
	describeShown,
	type Example,
	failsSurely,
	findFraming,
	findItemSchema,
	type HeaderDefinition,
	isJsonType,
	type JsonObject,
	type JsonValue,
	type MediaType,
	type Operation,
	type ResponseDefinition,
	type SchemaFinding,
	type SchemaRef,
	type SchemaView,
	type Validate,
	viewSchema,
} from '../../spec/index.ts';

const FITS: readonly SchemaFinding[] = Object.freeze([]);

/** A schema that is read, and compiled, when it is first asked about. */
export class LazySchema {
	readonly schema: SchemaRef | undefined;
	#view: SchemaView | undefined;
	#validate: Validate | undefined;
	#fitting: number | undefined;
	/** What of the examples can be mended and how, once that was asked; see mend-example.ts. */
	mending: { readonly found: { value: JsonValue; way: number } | undefined } | undefined;
	/** What was found to fit last: composed answers are proved next. */
	#fit: object | undefined;
	/** The entity that was shown last, as what, and that as JSON: who asks for it again, unchanged, is shown the same. */
	shown: { readonly entity: JsonObject; readonly value: JsonValue; text: string | undefined } | undefined;

	readonly #shown: SchemaRef | undefined;

	/** `shown`: what is known of it besides, where the schema says nothing. */
	constructor(schema: SchemaRef | undefined, shown = schema) {
		this.schema = schema;
		this.#shown = shown;
	}

	get view(): SchemaView {
		this.#view ??= viewSchema(this.#shown);
		return this.#view;
	}

	/** Whether a value fits; any does where there is no schema. Throws SchemaError like `validate`. */
	fits(value: JsonValue): boolean {
		return this.check(value).length === 0;
	}

	/** What does not fit. A value that was just found to fit is not judged again. */
	check(value: JsonValue): readonly SchemaFinding[] {
		if (this.#fit !== undefined && this.#fit === value) return FITS;
		const findings = this.validate?.(value) ?? FITS;
		if (findings.length === 0 && typeof value === 'object' && value !== null) this.#fit = value;
		return findings;
	}

	/** The first of these examples that fits; -1 for none. Looked for once: a schema has one list of examples. */
	findFitting(examples: readonly Example[]): number {
		this.#fitting ??= examples.findIndex(({ value }) => !this.failsSurely(value) && this.fits(value));
		return this.#fitting;
	}

	/** To see that an example lacks what is required takes no compiled schema, nor what is wrong with it a word. Throws SchemaError like `validate`. */
	failsSurely(value: JsonValue): boolean {
		return this.validate !== undefined && failsSurely(viewSchema(this.schema), value, 'response');
	}

	/** Absent where there is no schema. Throws SchemaError for one that doesn't compile. */
	get validate(): Validate | undefined {
		if (!this.#validate && this.schema) this.#validate = compileSchema(this.schema, 'response');
		return this.#validate;
	}
}

/** A documented answer, ready to be composed and proved. */
export interface AnswerPlan {
	definition: ResponseDefinition;
	headers: readonly HeaderPlan[];
	bodies: ReadonlyMap<MediaType, LazySchema>;
	/** What each item must be, for media types that are sequences of items. */
	items: ReadonlyMap<MediaType, LazySchema>;
}
export interface HeaderPlan {
	definition: HeaderDefinition;
	schema: LazySchema;
	/** Which of the document's examples is sent, once that was asked for. */
	shown?: { value: JsonValue | undefined };
	/** What was made up for it last, and by which seed. */
	made?: { seed: number; value: JsonValue | undefined };
}

/** An operation with the places of its compiled answers. */
export interface AnswerPlanned {
	readonly operation: Operation;
	/** `undefined` before its first answer. */
	answers: Map<ResponseDefinition, AnswerPlan> | undefined;
	/** The status of the happy path, once it was asked for. */
	success: number | undefined;
	/** The operation that reads what this one creates: where `Location` points. */
	readBy: Operation | undefined;
}

/** The plan of one of the operation's answers; made on its first use. */
export function planAnswer(plan: AnswerPlanned, definition: ResponseDefinition): AnswerPlan {
	plan.answers ??= new Map();
	const { answers } = plan;
	let known = answers.get(definition);
	if (!known) {
		known = {
			definition,
			// Content-Type stands in `content`; a header of that name is ignored (OpenAPI 3.1.1 §4.8.17.1).
			headers: definition.headers
				.filter(({ name }) => name !== 'content-type')
				.map((header) => ({ definition: header, schema: new LazySchema(header.schema ?? header.content?.schema) })),
			bodies: new Map(definition.mediaTypes.map((mediaType) => [mediaType, lazySchemaOf(mediaType, plan.operation)])),
			items: new Map(definition.mediaTypes.flatMap(planItems)),
		};
		answers.set(definition, known);
	}
	return known;
}

function lazySchemaOf(mediaType: MediaType, operation: Operation): LazySchema {
	return new LazySchema(
		mediaType.schema,
		isJsonType(mediaType.type) ? describeShown(mediaType, operation) : mediaType.schema,
	);
}

function planItems(mediaType: MediaType): [MediaType, LazySchema][] {
	if (!findFraming(mediaType.type)) return [];
	const schema = findItemSchema(mediaType);
	return schema || !mediaType.schema ? [[mediaType, new LazySchema(schema)]] : [];
}
