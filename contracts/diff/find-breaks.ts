// What a new document breaks of the pacts that there are: what doesn't fit now, and fitted before.

import { routeOperations } from '../../mock/inner.ts';
import type { ApiDocument } from '../../spec/index.ts';
import { checkPacts } from '../check/check-pacts.ts';
import { findOperation } from '../check/find-operation.ts';
import { createFindingCollector } from '../check/finding-collector.ts';
import type { ContractFinding } from '../finding.ts';
import type { Pact } from '../pact/index.ts';
import type { Change } from './change.ts';
import { nameOperation } from './compare-documents.ts';

/** What becomes of one consumer's pact. */
export interface ConsumerBreaks {
	consumer: string;
	provider: string;
	/** The pact's file or address. */
	file: string;
	interactions: readonly { description: string; pointer: string }[];
	/** What the new document doesn't fit and the old one did; its places are in the pact and in the new document. */
	findings: readonly ContractFinding[];
	/** Errors that it had with the old document already. */
	olderErrors: number;
}

interface Sides {
	before: readonly ApiDocument[];
	after: readonly ApiDocument[];
}

/** Holds pacts to both documents, and keeps what is new. Never rejects for what a pact or a document holds. */
export async function findBreaks(pacts: readonly Pact[], { before, after }: Sides): Promise<ConsumerBreaks[]> {
	const check = (documents: readonly ApiDocument[]): Promise<ContractFinding[]> =>
		checkPacts({ pacts, documents, comparator: false });
	const [old, now] = await Promise.all([check(before), check(after)]);
	const known = new Set(old.map(keyOf));
	return pacts.map(({ consumer, provider, file, interactions }) => ({
		consumer,
		provider,
		file,
		interactions: interactions.map(({ description, pointer }) => ({ description, pointer })),
		findings: now.filter((one) => one.pact.file === file && !known.has(keyOf(one))),
		olderErrors: old.filter((one) => one.pact.file === file && one.severity === 'error').length,
	}));
}

function keyOf({ code, severity, pact }: ContractFinding): string {
	return JSON.stringify([code, severity, pact.file, pact.pointer]);
}

/** The same changes with the consumers that call their operations, by the old document. */
export function nameUsers(
	changes: readonly Change[],
	{ pacts, before }: { pacts: readonly Pact[]; before: readonly ApiDocument[] },
): Change[] {
	const router = routeOperations(before.flatMap(({ operations }) => operations));
	const users = new Map<string, Set<string>>();
	for (const { file, consumer, interactions } of pacts) {
		for (const interaction of interactions) {
			if (interaction.kind === 'unsupported') continue;
			const found = findOperation(router, interaction, createFindingCollector(file, interaction));
			if (!found) continue;
			const name = nameOperation(found.plan.operation);
			users.set(name, (users.get(name) ?? new Set()).add(consumer));
		}
	}
	return changes.map((change) => ({
		...change,
		usedBy: [...new Set(change.operations.flatMap((name) => [...(users.get(name) ?? [])]))].sort(),
	}));
}
