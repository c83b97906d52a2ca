// Entities of one kind that stand below one another: `/employees/{id}/direct-reports` by their `managerId`, `/categories/{id}/children` by their `parentId`.

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { isOffspring } from './find-tree.ts';
import { lastWord } from './path-tree.ts';
import type { Given } from './rule-context.ts';
import { isSameNoun, plainWord } from './words.ts';

const REPORTS = /^(?:directreports?|reports|subordinates|reportees|directs)$/;
const LEADS = /^(?:manager|supervisor|boss|reportsto|leader|lead)(?:id)?$/;
const PARENTS = /^(?:parent|inreplyto|replyto)(?:id)?$/;

/** The property that says below which of its kind an entity stands, where a list's path asks for those below one; `noun`: what the item in the path is called. */
export function findUnder({ entry, draft, parts }: Given, noun: string): string | undefined {
	if (parts.kind !== 'list' || !draft.entity) return undefined;
	if (!draft.evidence.some(({ family }) => isSameNoun(family.noun, noun))) return undefined;
	const word = plainWord(lastWord(entry.node));
	const words = REPORTS.test(word) ? LEADS : isOffspring(word) ? PARENTS : undefined;
	const found = [...outlineProperties(draft.entity)].filter(
		([name, view]) => words?.test(plainWord(name)) && outlineView(view).kind === 'scalar',
	);
	return found.length === 1 ? found[0]?.[0] : undefined;
}
