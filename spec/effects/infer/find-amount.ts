// What an action adds to a number of its entity, or takes from it: `POST /accounts/{id}/deposit` with `{ amount }`, `/increase-stock` with `{ quantity }`.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes } from '../../schema/types.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Effect, EffectValue, Expression } from '../../types/effect.ts';
import type { Pointer } from '../../types/json.ts';
import type { Draft } from './draft.ts';
import type { PathNode, PathOperation } from './path-tree.ts';
import { listSent } from './sent-values.ts';
import { plainWord, splitName } from './words.ts';

/** Of what verbs speak that don't name it. */
const BALANCE = /balance$/;
const STOCK = /^(?:stock|inventory|quantity)(?:quantity|level|count|instock|onhand)?$/;
/** Those verbs, with what they speak of. */
const ADDS: ReadonlyMap<string, RegExp> = new Map([
	...['deposit', 'credit', 'topup', 'fund', 'recharge', 'addfunds', 'addmoney'].map((verb) => [verb, BALANCE] as const),
	...['restock', 'replenish'].map((verb) => [verb, STOCK] as const),
]);
const TAKES: ReadonlyMap<string, RegExp> = new Map(
	['withdraw', 'withdrawal', 'debit', 'spend'].map((verb) => [verb, BALANCE] as const),
);
/** Verbs beside which the path names the number. */
const MORE = new Set(['increase', 'increment', 'add', 'raise', 'credit', 'deposit']);
const LESS = new Set(['decrease', 'decrement', 'reduce', 'subtract', 'deduct', 'lower', 'debit', 'withdraw']);
/** Those of money are nouns as well (`credit-limit`): verbs they are beside what one has of it. */
const OF_MONEY = new Set(['credit', 'deposit', 'debit', 'withdraw']);
const MONEY = /(?:balance|funds|points?|credits)$/;

/** Names of numbers that say how much more or less it becomes, whatever the path says: `{ delta }`. */
const DIFFERENCES: ReadonlyMap<string, 1 | -1> = new Map([
	...['delta', 'diff', 'difference', 'adjustment', 'increment', 'change'].map((name) => [name, 1] as const),
	['decrement', -1],
]);
/** What may stand before the number then, or behind it. */
const ADJUSTS = new Set(['adjust', 'change', 'update', 'modify', 'adjustment']);

/** What is said of a number, and is not what it becomes: `PUT /items/{id}/price` with `{ discount }`. */
export function isShare(name: string): boolean {
	return (
		DIFFERENCES.has(plainWord(name)) ||
		/^(?:by|discount|percent|percentage|factor|multiplier|markup)$/.test(plainWord(name))
	);
}

/** What an answer says of who takes more than there is. */
const SHORT =
	/insufficient|not enough|n[’']t enough|out of stock|overdra|low balance|not sufficient|no sufficient|too much|negative (?:balance|stock)|(?:balance|stock|quantity|inventory)\b.*\bnegative/i;
const BEYOND = /exceed|more than|greater than/i;
/** What there is, which is no limit of another kind. */
const THERE = /balance|funds|stock|available|inventory|on hand/i;
/** Statuses that may say so. */
const REFUSALS = ['402', '409', '422', '400', '403'] as const;

/** What is set by the one number that is sent, and that there must be as much, where the document says so; `request`: where it stands in the body. `undefined`: nothing that can be told. */
export function findAmount({
	node,
	entry,
	draft,
	at,
}: {
	node: PathNode;
	entry: PathOperation;
	draft: Draft;
	at: number;
}): FoundAmount | undefined {
	if (entry.method === 'delete' || entry.operation.responses.has('201') || !draft.entity) return undefined;
	const [sent, another] = listSent(node, entry).filter(({ view }) => view && isNumber(view));
	if (!sent || another || plainWord(sent.name).endsWith('id')) return undefined;
	const steps = node.steps.slice(at + 1);
	const found: FoundNumber | undefined =
		findNumber(steps, draft.entity) ?? findAdjusted(steps, draft.entity, sent.name);
	if (!found) return undefined;
	const { expression } = sent;
	const add: EffectValue = { kind: 'add', number: found.sign, expression };
	return {
		set: new Map([found.property, ...(found.along ?? [])].map((property) => [property, add])),
		...(expression.kind === 'body' && { request: expression.pointer }),
		...(found.sign < 0 &&
			!mayOverdraw(draft.entity) &&
			needEnough(found.along?.[0] ?? found.property, { entry, expression })),
	};
}

interface FoundAmount extends Pick<Effect, 'if' | 'else'> {
	set: Map<string, EffectValue>;
	request?: Pointer;
}

/** The status of what answers that there is not enough; `undefined`: the document has none. */
export function findShort({ responses }: PathOperation['operation']): number | undefined {
	const status = REFUSALS.find((one) => {
		const text = responses.get(one)?.description ?? '';
		return SHORT.test(text) || (BEYOND.test(text) && THERE.test(text));
	});
	return status === undefined ? undefined : Number(status);
}

/** The balance of an entity, with what goes along with it; `undefined`: it has none, or several that may be meant. */
export function findBalance(entity: SchemaView): { property: string; along: readonly string[] } | undefined {
	return findMain(listNumbers(entity).filter((name) => BALANCE.test(plainWord(name))));
}

/** There is more to take than the balance: `overdraftLimit`, `creditLimit`. */
export function mayOverdraw(entity: SchemaView): boolean {
	return listNumbers(entity).some((name) => /^(?:overdraft|credit)/.test(plainWord(name)));
}

/** `409: Insufficient funds` of a withdrawal: there must be as much as is taken. */
function needEnough(
	property: string,
	{ entry: { operation }, expression }: { entry: PathOperation; expression: Expression },
): Pick<Effect, 'if' | 'else'> {
	const status = findShort(operation);
	if (status === undefined) return {};
	const pointer = joinPointer('', property);
	const subject: Expression = { kind: 'entity', pointer, source: `$entity#${pointer}` };
	return {
		if: [{ subject, wanted: { '>=': expression.source } }],
		else: { status, set: new Map() },
	};
}

/** The number, and whether it becomes more or less; `along`: what goes along with it, as `availableBalance` does with the `balance`. */
interface FoundNumber {
	property: string;
	sign: 1 | -1;
	along?: readonly string[];
}

/** `deposit` → the balance; `increase-stock` and `stock/increase` → the stock. */
function findNumber(steps: PathNode['steps'], entity: SchemaView): FoundNumber | undefined {
	const words = steps.flatMap((step) => splitName(step ?? ''));
	const names = listNumbers(entity);
	const verbs = words.join('');
	const own = ADDS.get(verbs) ?? TAKES.get(verbs);
	if (own) {
		const found = findMain(names.filter((name) => own.test(plainWord(name))));
		return found && { ...found, sign: ADDS.has(verbs) ? 1 : -1 };
	}
	const rest = words.filter((word) => !MORE.has(word) && !LESS.has(word)).join('');
	const [verb, another] = words.filter((word) => MORE.has(word) || LESS.has(word));
	const property = names.find((name) => plainWord(name) === rest);
	if (verb === undefined || another !== undefined || property === undefined) return undefined;
	return OF_MONEY.has(verb) && !MONEY.test(rest) ? undefined : { property, sign: MORE.has(verb) ? 1 : -1 };
}

/** Of several balances the one that is called no more than that, with what is available of it. */
function findMain(names: readonly string[]): { property: string; along: readonly string[] } | undefined {
	const [only, another] = names;
	const main = another === undefined ? only : names.find((name) => MAIN.test(plainWord(name)));
	if (main === undefined) return undefined;
	return { property: main, along: names.filter((name) => name !== main && AVAILABLE.test(plainWord(name))) };
}

const MAIN = /^(?:current|ledger|account)?balance$|^(?:stock|quantity)$/;
const AVAILABLE = /^available/;

/** `quantity` and `adjust-quantity` with `{ delta }`. */
function findAdjusted(
	steps: PathNode['steps'],
	entity: SchemaView,
	sent: string,
): { property: string; sign: 1 | -1 } | undefined {
	const sign = DIFFERENCES.get(plainWord(sent));
	if (sign === undefined || steps.at(-1) === undefined) return undefined;
	const words = steps.flatMap((step) => splitName(step ?? ''));
	const rest = words.filter((word) => !ADJUSTS.has(word)).join('');
	const property = listNumbers(entity).find((name) => plainWord(name) === rest);
	return property === undefined ? undefined : { property, sign };
}

function listNumbers(entity: SchemaView): string[] {
	return [...outlineProperties(entity)].flatMap(([name, view]) => (isNumber(view) ? [name] : []));
}

function isNumber(view: SchemaView): boolean {
	const types = guessTypes(outlineView(view).view);
	return types.has('integer') || types.has('number');
}
