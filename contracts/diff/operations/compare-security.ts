// What credentials an operation asks for.

import {
	getOwn,
	isObject,
	type Operation,
	resolvePointer,
	type SecurityRequirement,
	type SecurityScheme,
} from '../../../spec/index.ts';
import { type ComparedOperation, placeIn } from './compared-operation.ts';

/** Ways in (each of them will do), their scopes, and how the schemes of both are sent. */
export function compareSecurity(both: ComparedOperation): void {
	const { before, after, add } = both;
	const place = { old: placeIn(before, findSecurity(before)), new: placeIn(after, findSecurity(after)) };
	const [wasOpen, isOpen] = [isAnonymous(before), isAnonymous(after)];
	if (wasOpen !== isOpen) {
		add({
			code: isOpen ? 'security.optional' : 'security.required',
			message: isOpen ? 'No credentials are needed any more' : `Credentials are asked for now: ${nameWays(after)}`,
			...place,
		});
	}
	const [old, now] = [keyWays(before), keyWays(after)];
	if (wasOpen === isOpen) {
		for (const [way, requirement] of old) {
			// Fewer of the same schemes will do.
			const isCovered = [...now.values()].some((other) =>
				other.every(({ name }) => requirement.some((one) => one.name === name)),
			);
			if (!isCovered) add({ code: 'security.way-removed', message: `${way} is no longer taken`, ...place });
		}
		for (const way of now.keys()) {
			if (!old.has(way)) add({ code: 'security.way-added', message: `${way} is taken as well`, ...place });
		}
	}
	compareScopes(both, place);
	compareSchemes(both);
}

function isAnonymous({ security }: Operation): boolean {
	return security.length === 0 || security.some((requirement) => requirement.length === 0);
}

const nameWay = (requirement: SecurityRequirement): string =>
	requirement
		.map(({ name }) => name)
		.sort()
		.join(' with ');

const nameWays = ({ security }: Operation): string => security.map(nameWay).filter(Boolean).join(' or ');

function keyWays({ security }: Operation): Map<string, SecurityRequirement> {
	return new Map(security.filter((one) => one.length > 0).map((one) => [nameWay(one), one]));
}

/** The operation's own list, else the document's. */
function findSecurity({ document, pointer }: Operation): string {
	return getOwn(resolvePointer(document.root, pointer), 'security') === undefined ? '/security' : `${pointer}/security`;
}

function readScopes(operation: Operation): Map<string, ReadonlySet<string>> {
	const listed = resolvePointer(operation.document.root, findSecurity(operation));
	const scopes = new Map<string, Set<string>>();
	for (const requirement of Array.isArray(listed) ? listed : []) {
		for (const [name, list] of Object.entries(isObject(requirement) ? requirement : {})) {
			const known = scopes.get(name) ?? new Set();
			scopes.set(name, known);
			for (const scope of Array.isArray(list) ? list : []) if (typeof scope === 'string') known.add(scope);
		}
	}
	return scopes;
}

type Places = Readonly<Record<'old' | 'new', ReturnType<typeof placeIn>>>;

function compareScopes({ before, after, add }: ComparedOperation, place: Places): void {
	const now = readScopes(after);
	for (const [name, old] of readScopes(before)) {
		const scopes = now.get(name);
		if (!scopes) continue;
		for (const scope of scopes) {
			if (!old.has(scope))
				add({ code: 'security.scope-added', message: `${name} needs the scope ${scope} now`, ...place });
		}
		for (const scope of old) {
			if (!scopes.has(scope))
				add({ code: 'security.scope-removed', message: `${name} no longer needs the scope ${scope}`, ...place });
		}
	}
}

function compareSchemes({ before, after, add }: ComparedOperation): void {
	const now = new Map(after.security.flat().map((scheme) => [scheme.name, scheme]));
	for (const was of new Map(before.security.flat().map((scheme) => [scheme.name, scheme])).values()) {
		const is = now.get(was.name);
		if (!is || describeScheme(was) === describeScheme(is)) continue;
		add({
			code: 'security.scheme-changed',
			message: `${was.name} is ${describeScheme(is)} now, it was ${describeScheme(was)}`,
			old: placeIn(before, `/components/securitySchemes/${was.name}`),
			new: placeIn(after, `/components/securitySchemes/${was.name}`),
		});
	}
}

function describeScheme({ type, scheme, in: place, parameterName }: SecurityScheme): string {
	if (type === 'apiKey') return `the key ${parameterName} in the ${place}`;
	return scheme === undefined ? type : `${type} ${scheme}`;
}
