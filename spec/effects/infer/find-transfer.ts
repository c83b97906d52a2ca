// Money that goes from one entity to another: `POST /transfers` with `{ fromAccountId, toAccountId, amount }`.

import { joinPointer } from '../../read/pointer.ts';
import { viewAt } from '../../schema/at-pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes } from '../../schema/types.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Effect, Expression, Selection } from '../../types/effect.ts';
import { type Draft, isBelow } from './draft.ts';
import { findBalance, findShort, mayOverdraw } from './find-amount.ts';
import { lastWord } from './path-tree.ts';
import type { Given, RuleContext } from './rule-context.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord } from './words.ts';

const TRANSFERS = /transfers?$/;
const FROM = /^(?:from|source|sender|origin|debit)(\w*?)(?:id|uuid)?$/;
const TO = /^(?:to|target|destination|dest|recipient|receiver|beneficiary|credit)(\w*?)(?:id|uuid)?$/;
const AMOUNT = /^(?:amount|sum|value)$/;

/** What it takes from the one and gives to the other, and what the one must have; `undefined`: it is no transfer, or nothing that can be told. */
export function findTransfer(
	{ entry, draft, parts }: Given,
	context: RuleContext,
): { followUps: Effect[]; needs: Selection[] } | undefined {
	if (parts.kind !== 'create' || parts.each || !TRANSFERS.test(plainWord(lastWord(entry.node)))) return undefined;
	if (isPending(draft)) return undefined;
	const request = parts.request ?? '';
	const { view } = viewSentBody(entry.operation);
	const sent = view && viewAt(view, request);
	if (!sent) return undefined;
	const read = (name: string): Expression => {
		const pointer = joinPointer(request, name);
		return { kind: 'body', pointer, source: `$request.body#${pointer}` };
	};
	const [from, to, amount] = [FROM, TO, AMOUNT].map((words) => findOne(sent, words));
	const other = from === undefined ? undefined : findHolder(context, FROM.exec(plainWord(from))?.[1] ?? '');
	const balance = other?.entity && other !== draft ? findBalance(other.entity) : undefined;
	const number = amount === undefined ? undefined : outlineProperties(sent).get(amount);
	if (!from || !to || !amount || !other || !balance || !number || !isNumber(number)) return undefined;
	const change = (name: string, sign: 1 | -1): Effect => ({
		kind: 'patch',
		resource: other.name,
		key: read(name),
		set: new Map(
			[balance.property, ...balance.along].map((one) => [one, { kind: 'add', number: sign, expression: read(amount) }]),
		),
		inferred: true,
		pointer: entry.outline.operation.pointer,
	});
	const status = other.entity && mayOverdraw(other.entity) ? undefined : findShort(entry.operation);
	const where = [[balance.along[0] ?? balance.property, { '>=': read(amount).source }] as const];
	const needs = status === undefined ? [] : [{ resource: other.name, key: read(from), where, status }];
	return { followUps: [change(from, -1), change(to, 1)], needs };
}

const GOES = ['approve', 'confirm', 'execute', 'complete', 'process', 'submit', 'accept', 'authorize', 'settle'];

/** Another action lets it go: `POST /transfers/{id}/approve`. */
function isPending({ evidence }: Draft): boolean {
	return evidence.some(({ family }) => GOES.some((word) => family.item?.children.has(word)));
}

function findOne(sent: SchemaView, words: RegExp): string | undefined {
	const found = [...outlineProperties(sent)].filter(
		([name, view]) => words.test(plainWord(name)) && outlineView(view).kind === 'scalar',
	);
	return found.length === 1 ? found[0]?.[0] : undefined;
}

/** Those that are called so; of `{ from, to }` the only ones that have a balance. */
function findHolder({ index, made }: RuleContext, noun: string): Draft | undefined {
	const all =
		noun === '' ? [...made].filter(({ entity }) => entity && findBalance(entity)) : [...(index.byNoun.get(noun) ?? [])];
	const [only, another] = all.filter((one) => made.has(one) && !one.isSingleton);
	const isRoot = only?.evidence.every(({ family }) => !isBelow(family)) ?? false;
	return another === undefined && isRoot ? only : undefined;
}

function isNumber(view: SchemaView): boolean {
	const types = guessTypes(outlineView(view).view);
	return types.has('integer') || types.has('number');
}
