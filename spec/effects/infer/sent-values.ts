// The values that a request below an item sends, each by itself: in its query, in the name that its path ends in, in its body.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties } from '../../schema/outline.ts';
import { type SchemaView, viewSchema } from '../../schema/view.ts';
import type { Expression } from '../../types/effect.ts';
import { endsInName, type PathNode, type PathOperation } from './path-tree.ts';
import { viewSentBody } from './seen-bodies.ts';

/** One of them. */
export interface Sent {
	name: string;
	view: SchemaView | undefined;
	expression: Expression;
}

/** All of them, those of the body last. */
export function listSent(node: PathNode, { operation, names }: PathOperation): Sent[] {
	const last = endsInName(node) ? names.at(-1) : undefined;
	const asked = operation.parameters.flatMap(({ in: place, name, schema }): Sent[] =>
		place === 'query' || (place === 'path' && name === last)
			? [
					{
						name,
						view: schema && viewSchema(schema),
						expression: { kind: place, name, source: `$request.${place}.${name}` },
					},
				]
			: [],
	);
	const { view } = viewSentBody(operation);
	const members = [...(view ? outlineProperties(view) : [])].map(([name, member]): Sent => {
		const pointer = joinPointer('', name);
		return { name, view: member, expression: { kind: 'body', pointer, source: `$request.body#${pointer}` } };
	});
	return [...asked, ...members];
}
