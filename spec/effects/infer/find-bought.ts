// What an order is made of: the list inside a cart (`POST /cart/checkout`), or the rows of a cart that is a collection.

import { joinPointer } from '../../read/pointer.ts';
import { outlineItems, outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Expression, Taking } from '../../types/effect.ts';
import type { Draft } from './draft.ts';
import { endsInName, lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { type RuleContext, readPath } from './rule-context.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord, toSingular } from './words.ts';

/** What carts are called. */
const CARTS = ['cart', 'shoppingcart', 'basket', 'bag', 'mycart'];

/**
 * The cart above the path of a checkout, else the one that is sent, else the only one that there is, whose list becomes that of the order (`draft`), if that has one, and is empty then; `undefined`: what is
 * bought can't be told.
 */
export function findBought(
	context: RuleContext,
	{ node, entry, draft }: { node: PathNode; entry: PathOperation; draft: Draft },
): Taking | undefined {
	const { parent } = node;
	const list = draft.entity && findOnlyList(draft.entity);
	const to = list === undefined ? {} : { to: list };
	if (!parent) return undefined;
	if (endsInName(parent)) {
		const cart = context.index.byItem.get(parent);
		const name = entry.names[parent.steps.length - 1];
		return cart && name !== undefined && isCart(parent) ? takeList(cart, to, readPath(name)) : undefined;
	}
	const sent = findSentCart(context, entry);
	if (sent) return takeList(sent.cart, to, sent.key);
	const carts = context.drafts.filter((one) => one.node && isCart(one.node));
	const cart = carts.find((one) => one.node === parent) ?? (carts.length === 1 ? carts[0] : undefined);
	if (cart) return takeList(cart, to, { kind: 'constant', value: cart.key[0] ?? '', source: '' });
	// `/checkout` and `/orders/checkout` beside `/cart`.
	const beside = [parent, parent.parent].flatMap((above) => (above ? [...above.children.values()] : []));
	const home = [parent, ...beside].find((one) => !endsInName(one) && isOneCart(one));
	const rows = home && findRows(context, home);
	return rows && { resource: rows.name, ...to };
}

function isCart(node: PathNode): boolean {
	return CARTS.includes(plainWord(toSingular(lastWord(node))));
}

/** `/carts` are several, each with what is in it. */
function isOneCart(node: PathNode): boolean {
	const word = lastWord(node);
	return isCart(node) && plainWord(toSingular(word)) === plainWord(word);
}

/** `{ cartId }` names one of `/carts`. */
function findSentCart(
	{ drafts }: RuleContext,
	{ operation }: PathOperation,
): { cart: Draft; key: Expression } | undefined {
	const { view } = viewSentBody(operation);
	for (const name of view ? outlineProperties(view).keys() : []) {
		const cart = drafts.find(({ evidence, isSingleton, key }) => {
			const words = CARTS.map((word) => word + plainWord(key.at(-1) ?? ''));
			return (
				!isSingleton &&
				words.includes(plainWord(name)) &&
				evidence.some(({ family }) => CARTS.includes(plainWord(toSingular(family.noun))))
			);
		});
		const pointer = joinPointer('', name);
		if (cart) return { cart, key: { kind: 'body', pointer, source: `$request.body#${pointer}` } };
	}
	return undefined;
}

function takeList(
	{ name, entity }: Draft,
	to: Pick<Taking, 'to'>,
	key: NonNullable<Taking['list']>['key'],
): Taking | undefined {
	const from = entity && findOnlyList(entity);
	return from === undefined ? undefined : { resource: name, ...to, list: { key, property: from } };
}

/** What is made at `/cart`, or at `/cart/items`, and below nobody. */
function findRows({ index, made }: RuleContext, cart: PathNode): Draft | undefined {
	const below = [...cart.children.values()].flatMap((child) => index.byCollection.get(child) ?? []);
	const rows = index.byCollection.get(cart) ?? (below.length === 1 ? below[0] : undefined);
	const isOpen = rows?.evidence.every(({ family }) => !family.prefix.steps.includes(undefined));
	return rows && isOpen && made.has(rows) ? rows : undefined;
}

/** The only list of objects. */
function findOnlyList(entity: SchemaView): string | undefined {
	const lists = [...outlineProperties(entity)].filter(([, view]) => {
		const items = outlineView(view).kind === 'list' ? outlineItems(view) : undefined;
		return items !== undefined && outlineView(items).kind === 'object';
	});
	return lists.length === 1 ? lists[0]?.[0] : undefined;
}
