// Two languages of values at one place: what the schema takes and what the pact takes, told apart by witnesses.

import {
	compileView,
	type Direction,
	type JsonValue,
	readTypes,
	type SchemaFinding,
	type SchemaRef,
	type SchemaView,
	showValue,
	typeOfValue,
	type Validate,
} from '../../../spec/index.ts';
import type { BodyComparison, BodyPlace } from './body-place.ts';
import { addInvalid, isMadeUp } from './body-place.ts';
import type { ActiveRule } from './find-rule.ts';
import { isBound, isProof, judgeWider } from './judge-wider.ts';
import { accepts, type Expectation, isPinned, nameType } from './matcher-accepts.ts';
import { listMatcherProbes, listProbes } from './probe-values.ts';

/**
 * Compares at one place; of lists and objects only that they are such. False: the example itself doesn't fit, so that
 * there is nothing more to say below it.
 */
export function compareScalars(comparison: BodyComparison, written: BodyPlace, rule: ActiveRule | undefined): boolean {
	const { view, pointer } = written;
	const judge = compileView(view, comparison.direction);
	const isContainer = typeof written.example === 'object' && written.example !== null;
	const wrong = isContainer ? findWrongType(judge, written.example) : judge(written.example)[0];
	const instead = wrong && rule && findInstead(comparison, written, rule);
	const place = instead === undefined ? written : { ...written, example: instead };
	const { example } = place;
	if (wrong && instead === undefined) {
		addInvalid(comparison, place, { message: `it ${wrong.message}`, at: placeOf(view, wrong) });
		return false;
	}
	if (comparison.isTrial) return true;
	const expectation: Expectation = { example, rule };
	if (rule && !isContainer && refusesItself(expectation)) {
		comparison.collector.add({
			code: 'matcher.disjoint',
			severity: 'error',
			message: `The matcher refuses the pact's own example ${showValue(example)}`,
			remedy: 'Correct the matcher or the example',
			pointer: rule.pointer,
			at: view.parts[0],
			layer: 'matchers',
		});
		return true;
	}
	const verdict = findWitnesses({
		view,
		others: place.others ?? [],
		expectation,
		direction: comparison.direction,
		isText: comparison.isText === true,
	});
	if (comparison.direction === 'response') addNarrower(comparison, { place, expectation, verdict });
	if (verdict.wider && rule) {
		const { value, finding } = verdict.wider;
		comparison.collector.add({
			code: 'matcher.wider',
			severity: judgeWider({ value, finding, matchers: rule.matchers, direction: comparison.direction }),
			message:
				comparison.direction === 'response'
					? `The matcher takes ${showValue(value)}, which can't come: it ${finding.message}`
					: `The matcher lets the consumer send ${showValue(value)}, which the document refuses: it ${finding.message}`,
			remedy: 'Narrow the matcher to what the document says',
			pointer,
			at: placeOf(view, finding),
			layer: 'matchers',
		});
	}
	return true;
}

/** In the place of a made-up value that the document refuses: one of its type that the matcher takes as well, if there is any. */
function findInstead(comparison: BodyComparison, place: BodyPlace, rule: ActiveRule): JsonValue | undefined {
	const { view, example, path } = place;
	if (comparison.takesOthers !== true && !isMadeUp(comparison, path)) return undefined;
	const judge = compileView(view, comparison.direction);
	return listProbes(view).values.find(
		(value) =>
			nameType(value) === nameType(example) && judge(value).length === 0 && accepts({ example, rule }, value) === true,
	);
}

/** Whether the matcher refuses the example beside it. A decimal may be whole: of the `10.0` in a file nothing but 10 is left. */
function refusesItself({ example, rule }: Expectation): boolean {
	if (!rule) return false;
	const matchers = rule.matchers.map((matcher) =>
		matcher.kind === 'decimal' && Number.isInteger(example) ? { kind: 'number' as const } : matcher,
	);
	return accepts({ example, rule: { ...rule, matchers } }, example) === false;
}

/** An object or list whose kind the schema has no room for; what is in it is looked at one by one. */
function findWrongType(judge: Validate, example: JsonValue): SchemaFinding | undefined {
	const findings = judge(example);
	return findings.find(
		({ code, pointer }) => pointer === '' && (code === 'type' || code === 'enum' || code === 'false'),
	);
}

function placeOf(view: SchemaView, { schemaPointer }: SchemaFinding): SchemaRef | undefined {
	const [root] = view.roots;
	return root && (schemaPointer === '' ? root : { ...root, pointer: schemaPointer });
}

interface Verdict {
	/** Values that the schema takes and the pact refuses, the most telling of each kind. */
	narrower: { value: JsonValue; kind: 'null' | 'enum' | 'type' | 'value' | 'form' }[];
	/** A value that the pact takes and the schema refuses. */
	wider: { value: JsonValue; finding: SchemaFinding } | undefined;
	/** The schema takes everything that was tried. */
	isOpen: boolean;
}

const cache = new WeakMap<object, Map<string, Verdict>>();
const MAX_CACHED = 20_000;

/** Tries the values of both sides on both sides. Kept for the same schema, rule and example. */
function findWitnesses(args: {
	view: SchemaView;
	/** What they take can come as well. */
	others: readonly SchemaView[];
	expectation: Expectation;
	direction: Direction;
	/** Only texts are tried. */
	isText: boolean;
}): Verdict {
	const { view, others, expectation, direction, isText } = args;
	const [root] = view.roots;
	if (!root) return { narrower: [], wider: undefined, isOpen: true };
	const { example, rule } = expectation;
	const shape = typeof example === 'object' && example !== null ? nameType(example) : `=${JSON.stringify(example)}`;
	const matchers = rule && JSON.stringify([rule.matchers, rule.combine]);
	const key = `${direction}${isText ? ' text' : ''} ${[view, ...others].map(({ roots }) => roots.map(({ pointer }) => pointer).join(' ')).join(' | ')} ${shape} ${matchers}`;
	const known = cache.get(root.document) ?? new Map<string, Verdict>();
	cache.set(root.document, known);
	const kept = known.get(key);
	if (kept) return kept;
	const verdict = tryValues(args);
	if (known.size >= MAX_CACHED) known.clear();
	known.set(key, verdict);
	return verdict;
}

function tryValues({ view, others, expectation, direction, isText }: Parameters<typeof findWitnesses>[0]): Verdict {
	const { example, rule } = expectation;
	const judge = compileView(view, direction);
	const isContainer = typeof example === 'object' && example !== null;
	const { values, listed } = listProbes(view);
	const narrower: Verdict['narrower'] = [];
	let wider: Verdict['wider'];
	let isOpen = true;
	for (const value of new Set<JsonValue>([...values, ...listMatcherProbes(rule?.matchers ?? [])])) {
		const isSameType = nameType(value) === nameType(example);
		if (isContainer && isSameType) continue;
		const [finding] = judge(value);
		if (finding) isOpen = false;
		if (isText && typeof value !== 'string') continue;
		const taken = accepts(expectation, value);
		if (!finding && taken === false) {
			const kind = value === null ? 'null' : listed.has(value) ? 'enum' : isSameType ? 'value' : 'type';
			if (!narrower.some((known) => known.kind === kind)) narrower.push({ value, kind });
		} else if (finding && taken === true) {
			if (
				!isProof(value, finding, rule?.matchers ?? []) ||
				others.some((other) => compileView(other, direction)(value).length === 0)
			)
				continue;
			if (!wider || (isBound(wider.finding) && !isBound(finding))) wider = { value, finding };
		}
	}
	if (!isContainer && !isText && direction === 'response') narrower.push(...listForms(expectation, view, narrower));
	return { narrower, wider, isOpen };
}

/** An object or a list that may come in the place of a scalar, where no value that was tried has shown it: most want something in them. */
function listForms(expectation: Expectation, view: SchemaView, shown: Verdict['narrower']): Verdict['narrower'] {
	if (shown.some(({ kind }) => kind === 'type')) return [];
	const types = readTypes(view);
	return [{}, []]
		.filter((value) => types?.has(typeOfValue(value)) && accepts(expectation, value) === false)
		.map((value) => ({ value, kind: 'form' as const }));
}

function addNarrower(
	comparison: BodyComparison,
	found: { place: BodyPlace; expectation: Expectation; verdict: Verdict },
): void {
	const { place, expectation, verdict } = found;
	const [at] = place.view.parts;
	if (verdict.isOpen && verdict.narrower.length > 0) {
		comparison.collector.add({
			code: 'matcher.narrower.type',
			severity: 'warning',
			message: `The document allows any value here, the pact only ${describe(expectation)}`,
			remedy: 'Give it a type in the document',
			pointer: place.pointer,
			at,
			layer: 'matchers',
		});
		return;
	}
	const pinned = isPinned(expectation);
	for (const { value, kind } of verdict.narrower) {
		if (value === null && typeof expectation.example === 'object' && expectation.example !== null) {
			addNullBeside(comparison, place);
			continue;
		}
		if (kind === 'form') {
			addForm(comparison, found, Array.isArray(value) ? 'a list' : 'an object');
			continue;
		}
		// Where an enum says what may come, other values of its type are not worth a second finding.
		if (kind === 'value' && verdict.narrower.some((other) => other.kind === 'enum')) continue;
		comparison.collector.add({
			code: `matcher.narrower.${kind}`,
			severity:
				pinned && kind === 'value' ? 'info' : kind === 'value' || (pinned && kind === 'enum') ? 'warning' : 'error',
			message: `The document allows ${showValue(value)} here, which the pact refuses: it takes ${describe(expectation)}`,
			remedy: pinned
				? 'Use a matcher, unless the provider state makes the value what the example shows'
				: 'Let the consumer take it and widen the matcher, or rule it out in the document',
			pointer: place.pointer,
			at,
			layer: 'matchers',
		});
	}
}

/** An object or a list in the place of the scalar that the pact expects, as where a reference may be expanded. */
function addForm(
	{ collector }: BodyComparison,
	{ place, expectation }: { place: BodyPlace; expectation: Expectation },
	form: string,
): void {
	collector.add({
		code: 'matcher.narrower.type',
		severity: 'warning',
		message: `The document allows ${form} here, which the pact refuses: it takes ${describe(expectation)}`,
		remedy: 'Make sure that the provider state rules it out, or write an interaction for it',
		pointer: place.pointer,
		at: place.view.parts[0],
		layer: 'matchers',
	});
}

/** No pact can say it, as engines disagree on null beside an object or a list: so it is no fault of this one. */
function addNullBeside({ collector }: BodyComparison, { view, example, pointer }: BodyPlace): void {
	const kind = Array.isArray(example) ? 'a list' : 'an object';
	collector.add({
		code: 'matcher.narrower.null',
		severity: 'warning',
		message: `The document allows null here, which the pact refuses: it takes ${kind}`,
		remedy: `Let the consumer take it, and show it in an interaction of its own: no matcher takes both null and ${kind}`,
		pointer,
		at: view.parts[0],
		layer: 'matchers',
	});
}

/** `exactly "NEW"`, `a string`, `regex ^a+$`. */
function describe({ example, rule }: Expectation): string {
	if (isPinned({ example, rule })) return `exactly ${showValue(example)}`;
	return (rule?.matchers ?? [])
		.map((matcher) => {
			if (matcher.kind === 'type' || matcher.kind === 'values') return `any ${nameType(example)}`;
			if (matcher.kind === 'regex') return `what matches ${showValue(matcher.pattern)}`;
			if (matcher.kind === 'include') return `what includes ${showValue(matcher.text)}`;
			return 'format' in matcher && matcher.format !== undefined
				? `${matcher.kind} ${showValue(matcher.format)}`
				: matcher.kind;
		})
		.join(rule?.combine === 'OR' ? ' or ' : ' and ');
}
