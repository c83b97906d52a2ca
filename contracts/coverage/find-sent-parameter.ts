// Which documented parameter it is that stands in several of a query: `filter[author]=Austen` is `filter`.

import { guessTypes, listPossibleProperties, type Operation, type Parameter, viewSchema } from '../../spec/index.ts';

/** The parameter of the operation whose part was sent by this name; `undefined`: none has such parts. */
export function findSentParameter(operation: Operation, sent: { in: string; name: string }): Parameter | undefined {
	const own = operation.parameters.filter((one) => one.in === sent.in);
	if (own.some(({ name }) => name === sent.name)) return undefined;
	return own.find((one) => isPart(one, sent.name));
}

function isPart({ name, style, explode, schema, content }: Parameter, sent: string): boolean {
	if (content || !schema) return false;
	const view = viewSchema(schema);
	const types = guessTypes(view);
	if (style === 'deepObject' || types.has('array')) return sent.startsWith(`${name}[`);
	return explode && style === 'form' && types.has('object') && listPossibleProperties(view).has(sent);
}
