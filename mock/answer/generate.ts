// Data made up from a schema: seeded, bounded, and never handed out unless it fits.

import type { Faker } from '@faker-js/faker';
import {
	compileView,
	type Direction,
	fitsSurely,
	type JsonValue,
	type Pointer,
	SchemaError,
	type SchemaView,
	type Validate,
} from '../../spec/index.ts';
import type { Fullness, Generation } from './generate/context.ts';
import { createNumbers } from './generate/numbers.ts';
import { seedFaker } from './generate/seeded-faker.ts';
import { makeValue } from './generate/value.ts';

/** A value, or the place in the document that made it impossible. */
export type Generated = { ok: true; value: JsonValue } | { ok: false; pointer: Pointer; reason: string };

/** Reseeded attempts before giving up. */
const MAX_ATTEMPTS = 12;
/** Values (scalars, lists and objects together) that one generated value may hold. */
const MAX_VALUES = 5000;
/** So much of it is kept for what must be there. */
const RESERVE = 50;
/**
 * Of this process' own time; after that one last attempt is made, at the least. The first, which compiles the schema, is not counted. So what
 * else a machine does changes nothing of what is made up.
 */
const MAX_MS = 500;

/**
 * A value that fits a schema (checked), e.g. `{ id: '7f…', city: 'Lisbon' }`. The same arguments give the same value. Examples
 * and defaults of the schemas are used unless `dynamic`; dates lie around `nowMs`. Never throws.
 */
export function generateValue(args: {
	view: SchemaView;
	seed: number;
	/** Epoch ms. */
	nowMs: number;
	direction: Direction;
	variant?: Fullness | undefined;
	dynamic?: boolean;
	/** The language of texts, as Faker has its name, e.g. `de_CH`. */
	locale?: string | undefined;
	/** Of the property that the value is for: it has a say in texts. */
	name?: string | undefined;
	/** Of the object that is made, or has the property: it counts where no name and no schema says it, e.g. `project`. */
	noun?: string | undefined;
	/** Of this process' own time; after that one last attempt is made, at the least; default 500. */
	maxMs?: number;
	/** About so many values, beyond what must be there; default 5000. */
	usualValues?: number;
	/** A value or two of this schema are wanted: it is compiled only where a look does not tell whether they fit. */
	isOneOff?: boolean;
}): Generated {
	const { view, direction } = args;
	const top = view.roots[0]?.pointer ?? '';
	let failure: { pointer: Pointer; reason: string } | undefined;
	let startedMs = 0;
	const { name = '', maxMs = MAX_MS } = args;
	const distrusted: Pointer[] = [];
	try {
		const validate = args.isOneOff ? checkAtGlance(view, direction) : compileView(view, direction);
		for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
			const generation = startGeneration(args, { attempt, distrusted });
			const value = generation.make(view, name);
			if (value !== undefined) {
				const findings = validate(value);
				const [finding] = findings;
				if (!finding) return { ok: true, value };
				distrusted.push(...findings.map(({ schemaPointer }) => schemaPointer));
				failure = {
					pointer: finding.schemaPointer || top,
					reason: `what was generated ${finding.pointer && `for ${finding.pointer} `}${finding.message}`,
				};
			} else failure = generation.failure ?? failure;
			// What is too wide for one answer stays so with other seeds; and a slow machine has time for the least at the end.
			if (generation.room < 0 && attempt < LEANER) attempt = LEANER - 1;
			if (attempt === 0) startedMs = readCpuMs();
			if (readCpuMs() - startedMs > maxMs) {
				if (attempt >= LAST) break;
				attempt = LAST - 1;
			}
		}
	} catch (error) {
		if (!(error instanceof SchemaError)) throw error;
		failure = { pointer: error.pointer, reason: error.reason };
	}
	return { ok: false, ...(failure ?? { pointer: top, reason: 'nothing was found that fits' }) };
}

/** Reads the texts of a language from disk, so that the first value doesn't wait for them. */
export function loadTexts(locale: string | undefined): void {
	seedFaker(0, 0, locale);
}

function readCpuMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

/** The check of a view that is asked about one value or two. Throws SchemaError where it must be compiled and can't be. */
export function checkAtGlance(view: SchemaView, direction: Direction): Validate {
	return (value) => (fitsSurely(view, value as JsonValue, direction) ? [] : compileView(view, direction)(value));
}

/** From which attempt on examples are left aside, and when the value gets leaner than was asked for. */
const WITHOUT_EXAMPLES = 4;
const LEANER = 6;
const LEANEST = 9;
const LAST = MAX_ATTEMPTS - 1;

function startGeneration(
	args: Parameters<typeof generateValue>[0],
	{ attempt, distrusted }: { attempt: number; distrusted: readonly Pointer[] },
): Generation {
	const seed = (args.seed + Math.imul(attempt, 0x9e3779b1)) >>> 0;
	let faker: Faker | undefined;
	const generation: Generation = {
		numbers: createNumbers(seed),
		nowMs: args.nowMs,
		direction: args.direction,
		variant: chooseFullness(args.variant, attempt),
		useExamples: attempt < WITHOUT_EXAMPLES && args.dynamic !== true,
		distrusted,
		isFixed: attempt < 2 && args.dynamic !== true,
		caution: attempt === 0 ? 'none' : attempt < LEANEST ? 'leave-out' : 'estrange',
		faker: () => {
			faker ??= seedFaker(seed, args.nowMs, args.locale);
			return faker;
		},
		locale: args.locale,
		noun: args.noun ?? '',
		active: new Map(),
		depth: 0,
		room: MAX_VALUES,
		leanBelow: MAX_VALUES - (args.usualValues ?? MAX_VALUES) + RESERVE,
		failure: undefined,
		make: (view, name) => makeValue(generation, view, name),
	};
	return generation;
}

/** What can't be had as full as it was asked for may be had otherwise. */
function chooseFullness(wanted: Fullness | undefined, attempt: number): Fullness | undefined {
	if (attempt < LEANER) return wanted;
	return attempt < LEANEST ? 'seeded' : 'minimal';
}
