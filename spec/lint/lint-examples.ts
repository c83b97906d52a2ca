// Examples and defaults that their own schemas refuse.

import { isJsonType } from '../operations/json-media.ts';
import { followExample } from '../read/example-reference.ts';
import type { Reporter } from '../read/findings.ts';
import { getList, getOwn } from '../read/json.ts';
import { joinPointer, resolvePointer } from '../read/pointer.ts';
import type { StructurePart } from '../read/structure.ts';
import { viewSchema } from '../schema/view.ts';
import type { ApiDocument, Example, MediaType, Operation, SchemaRef } from '../types/document.ts';
import type { FileFinding } from '../types/finding.ts';
import type { JsonValue, Pointer } from '../types/json.ts';
import { fitsSurely } from '../validate/plain-fit.ts';

type Direction = 'request' | 'response';

/** Says what does not fit, in one sentence a mistake; empty for a value that fits. */
export type CheckValue = (args: {
	schema: SchemaRef;
	value: Example['value'];
	direction: Direction;
}) => readonly { message: string; pointer: Pointer }[];

/** How grave it is that an example does not fit: the mock mends it, or makes data in its place. */
type Severity = FileFinding['severity'];

/** The examples of all bodies, parameters and headers of an operation. */
export function lintOperationExamples(
	operation: Operation,
	args: { check: CheckValue; report: Reporter; severity: Severity },
): void {
	const { severity } = args;
	const checkOne = (schema: SchemaRef | undefined, example: Omit<Example, 'name'>, direction: Direction): void => {
		const { value, pointer, reference } = example;
		if (reference !== undefined) reportReference(args.report, { pointer: reference, meant: pointer });
		if (!schema || fitsSurely(viewSchema(schema), value, direction)) return;
		reportMismatch(args.report, { findings: args.check({ schema, value, direction }), value, pointer, severity });
	};
	const checkAll = (mediaTypes: readonly MediaType[], direction: Direction): void => {
		// Examples of other media types are text, whatever their schemas say.
		for (const { schema, examples } of mediaTypes.filter(({ type }) => isJsonType(type)))
			for (const example of examples) checkOne(schema, example, direction);
	};
	checkAll(operation.requestBody?.mediaTypes ?? [], 'request');
	for (const { mediaTypes, headers } of operation.responses.values()) {
		checkAll(mediaTypes, 'response');
		for (const { schema, content, examples } of headers)
			for (const example of examples) checkOne(schema ?? content?.schema, example, 'response');
	}
	for (const { schema, example, pointer } of operation.parameters)
		if (example !== undefined) checkOne(schema, { value: example, pointer }, 'request');
}

/** The examples and the default that stand in a schema itself. */
export function lintSchemaExamples(
	part: StructurePart,
	args: { document: ApiDocument; check: CheckValue; report: Reporter; severity: Severity },
): void {
	const schema: SchemaRef = { document: args.document, pointer: part.pointer, value: part.value };
	const values: Example[] = getList(part.value, 'examples').map((value, index) => ({
		name: '',
		value,
		pointer: joinPointer(part.pointer, 'examples', index),
	}));
	for (const keyword of ['example', 'default']) {
		const value = getOwn(part.value, keyword);
		if (value !== undefined) values.push({ name: '', value, pointer: joinPointer(part.pointer, keyword) });
	}
	for (const { value: written, pointer } of values) {
		const meant = followExample(args.document.root, written);
		if (meant) reportReference(args.report, { pointer, meant: meant.pointer });
		const { value } = meant ?? { value: written };
		if (fitsSurely(viewSchema(schema), value, 'response')) continue;
		// It may be meant for either direction: only what neither takes is wrong.
		const findings = args.check({ schema, value, direction: 'response' });
		if (findings.length === 0 || args.check({ schema, value, direction: 'request' }).length === 0) continue;
		const what = pointer === joinPointer(part.pointer, 'default') ? 'default' : 'example';
		reportMismatch(args.report, { findings, value, pointer, severity: args.severity, what });
	}
}

function reportReference(report: Reporter, { pointer, meant }: { pointer: Pointer; meant: Pointer }): void {
	report({
		code: 'document.example.reference',
		severity: 'warning',
		message: `an example is a value, and no reference: it is read as what stands at ${meant}`,
		remedy: 'name it, and refer to it under examples',
		pointer,
	});
}

/** What the largest int64 and uint64 are read as; that they are is told where they stand (`document.number`). */
const BEYOND: ReadonlySet<JsonValue | undefined> = new Set([2 ** 63, 2 ** 64]);

function reportMismatch(
	report: Reporter,
	args: {
		findings: ReturnType<CheckValue>;
		value: JsonValue;
		pointer: Pointer;
		severity: Severity;
		/** Default: `example`. */
		what?: 'example' | 'default';
	},
): void {
	const findings = args.findings.filter(
		({ message, pointer }) => !(message.endsWith('int64') && BEYOND.has(resolvePointer(args.value, pointer))),
	);
	const [first] = findings;
	if (!first) return;
	const where = first.pointer === '' ? 'it' : first.pointer;
	const what = args.what ?? 'example';
	const more = findings.length > 1 ? `, and ${findings.length - 1} more` : '';
	report({
		code: 'document.example.mismatch',
		severity: args.severity,
		message: `the ${what} does not fit its schema: ${where} ${first.message}${more}`,
		remedy: `mend the ${what} or the schema`,
		pointer: args.pointer,
	});
}
