// Operations that sign somebody in: `POST /auth/login` with a name and a secret.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Expression } from '../../types/effect.ts';
import type { EntityPlace } from './find-entity.ts';
import type { PathOperation, PathTree } from './path-tree.ts';
import { IDENTITIES, SECRETS } from './register-rules.ts';
import type { RuleContext } from './rule-context.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord } from './words.ts';

const LOGINS = new Set([
	...['login', 'signin', 'logon', 'authenticate', 'auth', 'token', 'accesstoken', 'session', 'sessions'],
]);
const NAME_SET = new Set(IDENTITIES);
/** What somebody signs in by: the names that a request has, and how each is read. */
export interface Credentials {
	names: readonly string[];
	read(name: string): Expression;
}

/** An operation that signs somebody in. */
export interface Login {
	entry: PathOperation;
	credentials: Credentials;
}

/** `POST /auth/login` with a name and a secret, in its body or its query. */
export function listLogins(context: RuleContext, { nodes }: PathTree): Login[] {
	return nodes.flatMap((node) =>
		node.operations.flatMap((entry) => {
			if (entry.method !== 'post' || !isLoginPath(entry) || context.given.has(entry.operation)) return [];
			const has = (names: readonly string[], words: ReadonlySet<string>): boolean =>
				names.some((name) => words.has(plainWord(name)));
			const found = listCredentials(entry).filter(({ names }) => has(names, SECRETS) && has(names, NAME_SET));
			return found.map((credentials) => ({ entry, credentials }));
		}),
	);
}

/** Its path is called as those are that sign somebody in: `/auth/login`, `/sessions`. */
export function isLoginPath(entry: PathOperation): boolean {
	return LOGINS.has(endOf(entry));
}

function listCredentials({ operation }: PathOperation): Credentials[] {
	const { view } = viewSentBody(operation);
	if (view) {
		return listSentObjects(view).map((place) => ({
			names: [...outlineProperties(place.view).keys()],
			read: (name) => {
				const pointer = `${place.pointer}${joinPointer('', name)}`;
				return { kind: 'body', pointer, source: `$request.body#${pointer}` };
			},
		}));
	}
	if (operation.requestBody !== undefined) return [];
	const names = operation.parameters.flatMap((one) => (one.in === 'query' ? [one.name] : []));
	return [{ names, read: (name) => ({ kind: 'query', name, source: `$request.query.${name}` }) }];
}

/** The name that somebody signs in by: as the request calls it, and as the entity shows it (`by`). `undefined`: the entity shows none of them. */
export function findIdentity(
	{ names: sent }: Credentials,
	entity: SchemaView,
): { name: string; by: string } | undefined {
	const own = [...outlineProperties(entity).keys()];
	const find = (names: readonly string[], plain: string): string | undefined =>
		names.find((name) => plainWord(name) === plain);
	const both = IDENTITIES.find((plain) => find(sent, plain) !== undefined && find(own, plain) !== undefined);
	// A password flow calls an e-mail a username.
	const by = find(own, both ?? (find(sent, 'username') && find(own, 'login') ? 'login' : 'email'));
	const name =
		both === undefined
			? IDENTITIES.map((plain) => find(sent, plain)).find((one) => one !== undefined)
			: find(sent, both);
	return by === undefined || name === undefined ? undefined : { name, by };
}

function listSentObjects(view: SchemaView): EntityPlace[] {
	const inner = [...outlineProperties(view)].flatMap(([name, property]) =>
		outlineView(property).kind === 'object' ? [{ pointer: joinPointer('', name), view: property }] : [],
	);
	return [{ pointer: '', view }, ...inner];
}

/** The last word of its path as it is written: where other verbs stand beside it, the node has none. */
export function endOf(entry: PathOperation): string {
	return plainWord(entry.outline.template.replace(/\/+$/, '').split('/').at(-1) ?? '');
}
