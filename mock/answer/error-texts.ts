// What one text of an error body says, by the meaning of its property.

import type { JsonObject, JsonValue, Pointer, SchemaView } from '../../spec/index.ts';
import { describeFindings, describeWhy } from '../journal/reasons.ts';
import { normalizeName } from '../text/normalize-name.ts';
import { STATUS_CODES } from '../text/status-codes.ts';
import type { Why } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import { fieldOf, tellPlace } from './error-places.ts';
import type { Meaning } from './error-words.ts';

/** Messages in a list, at most. */
const MAX_MESSAGES = 20;

/** What is being told, and where in the body. */
export interface Filling {
	status: number;
	why: Why;
	isGenerated: boolean;
	path?: string | undefined;
	nowMs: number;
	/** Places that stay as they are; `*` for the entries of lists. */
	kept: ReadonlySet<Pointer>;
	/** What this part of the body speaks of. */
	findings: readonly Finding[];
	/** Within one entry of a list of errors. */
	isEntry: boolean;
	/** Within an object that stands for a message, e.g. `{ lang, value }`. */
	isMessage: boolean;
	pointer: Pointer;
	depth: number;
}

/** One property of an error body. */
export interface Property {
	/** Normalised, as those of its siblings are. */
	name: string;
	meaning: Meaning | undefined;
	value: JsonValue;
	property: SchemaView;
	isRequired: boolean;
	/** Of all the properties of the object. */
	meanings: ReadonlySet<Meaning | undefined>;
	siblings: ReadonlySet<string>;
	/** The object that it is of. */
	template: JsonObject;
}

/** The text in place of the template's; `undefined`: better left out, for it would point at something that isn't wrong. */
export function tellText(value: string, own: Property, filling: Filling): string | undefined {
	const { name, meaning, meanings } = own;
	const { status, isGenerated } = filling;
	switch (meaning) {
		case 'message':
			return tell(filling, meanings);
		case 'messages':
			return tellAll(filling);
		case 'reason':
			return isKindOfMistake(own) ? codeOf(filling) : tell(filling, meanings);
		case 'severity':
			return isGenerated ? 'error' : value;
		case 'title':
			return STATUS_CODES[status] ?? value;
		case 'error':
			// Beside a message the name of the status (as NestJS, Spring), or a code (OAuth); alone it is the message.
			if (!BESIDE_ERROR.some((one) => meanings.has(one))) return tell(filling, meanings);
			return /^[a-z]+(?:_[a-z]+)+$/.test(value) && !isGenerated ? codeOf(filling) : (STATUS_CODES[status] ?? value);
		case 'code':
			return /^\d{3}$/.test(value) && !isGenerated ? String(status) : codeOf(filling);
		case 'status':
			return isGenerated || /^\d{3}$/.test(value) ? String(status) : value;
		case 'type':
			if (meanings.has('location')) return codeOf(filling).split('.').pop();
			return isGenerated ? tellType(value, own, status) : value;
		case 'instance':
			return isGenerated && filling.path !== undefined ? filling.path : value;
		case 'in':
			return tellIn(value, own, filling);
		case 'place':
		case 'location':
			return tellOwnPlace(value, own, filling);
		default:
			return filling.isMessage && MESSAGE_CARRIERS.has(name) ? tellAll(filling) : value;
	}
}

const BESIDE_ERROR: readonly Meaning[] = ['message', 'status', 'code', 'messages', 'reason'];
/** Of an object that stands for a message, the property that has the words. */
const MESSAGE_CARRIERS: ReadonlySet<string> = new Set(['value', 'text', 'content', 'default', 'body']);

/** As Google has it beside a domain, Kubernetes beside its number, PayPal beside a description. */
function isKindOfMistake({ meanings, siblings, template }: Property): boolean {
	if (!meanings.has('message')) return false;
	if (['place', 'location', 'in', 'places'].some((one) => meanings.has(one as Meaning)) || siblings.has('domain'))
		return true;
	return Object.entries(template).some(([name, value]) => normalizeName(name) === 'code' && typeof value === 'number');
}

function tellType(value: string, { name, meanings }: Property, status: number): string {
	if (name !== 'type') return nameStatus(status);
	if (meanings.has('title') || meanings.has('status')) return 'about:blank';
	return meanings.has('message') || meanings.has('reason') ? nameStatus(status) : value;
}

/** `body`; where nothing else tells the field, with it (`body.title`, as Huma has it). */
function tellIn(
	value: string,
	{ name, meanings }: Property,
	{ findings, isGenerated, isEntry }: Filling,
): string | undefined {
	const [finding] = findings;
	if (!finding?.in) return isGenerated ? undefined : value;
	const isWhole = isEntry && isGenerated && name === 'location' && !meanings.has('place') && finding.pointer;
	return isWhole ? `${finding.in}.${fieldOf(finding)}` : finding.in;
}

function tellOwnPlace(value: string, own: Property, filling: Filling): string | undefined {
	const { name, meanings } = own;
	const { isGenerated, isEntry, path } = filling;
	const [finding] = filling.findings;
	// Beside a moment, and where no field is wrong, it is where the request went (as Spring has it), and no place in that.
	if (isGenerated && !isEntry && name === 'path' && (meanings.has('moment') || !finding?.pointer)) return path ?? value;
	const shown = isGenerated && !/^(?:#\/|\/|\$[.[])|\[\d+\]/.test(value) ? undefined : value;
	const told = tellPlace(finding, { ...own, shown });
	if (told !== undefined || !own.isRequired || own.siblings.has('parameter')) return told;
	// What must be there names the whole, for a form would mark a field that is made up.
	return finding?.in ?? '';
}

/** The words of one finding, without its place where that stands beside. */
function tell(filling: Filling, meanings: ReadonlySet<Meaning | undefined>): string {
	const [finding] = filling.findings;
	const hasPlace = meanings.has('place') || meanings.has('location') || meanings.has('places');
	return finding && filling.isEntry && hasPlace ? finding.message : tellAll(filling);
}

/** All of it in one sentence, e.g. `body /title is required`. */
export function tellAll({ findings, why }: Filling): string {
	return findings.length > 0 ? describeFindings(findings) : describeWhy(why);
}

/** A sentence for each finding. */
export function listMessages({ findings, why }: Filling): JsonValue[] {
	if (findings.length === 0) return [describeWhy(why)];
	return findings.slice(0, MAX_MESSAGES).map((finding) => describeFindings([finding]));
}

/** The finding's code, else what the status is called, e.g. `not_found`. */
function codeOf({ findings, status }: Filling): string {
	return findings[0]?.code ?? nameStatus(status);
}

/** 404 → `not_found` */
function nameStatus(status: number): string {
	return normalizeName(STATUS_CODES[status] ?? String(status));
}

/** Now, as the template writes moments. */
export function tellMoment(value: JsonValue, { nowMs }: Filling): JsonValue {
	if (typeof value === 'number') return value > 1e11 ? nowMs : Math.floor(nowMs / 1000);
	return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(nowMs).toISOString() : value;
}
