import { expect, it } from 'vitest';
import { type JsonObject, lintDocuments } from '../../../spec/index.ts';
import { describePaths } from '../../support/document.ts';

const page: JsonObject = {
	$id: 'https://x.test/page',
	type: 'object',
	properties: { items: { type: 'array', items: { $dynamicRef: '#T' } } },
	$defs: { T: { $dynamicAnchor: 'T' } },
};
const texts: JsonObject = {
	$id: 'https://x.test/texts',
	$ref: 'page',
	$defs: { T: { $dynamicAnchor: 'T', type: 'string' } },
};

it.each<[what: string, schemas: JsonObject, count: number]>([
	['that one caller alone gives a meaning', { Page: page }, 0],
	['that another caller gives another meaning, in schemas with an $id too', { Page: page, Texts: texts }, 1],
])('lint tells of a $dynamicRef %s: %j', async (_what, schemas, count) => {
	const paths = { '/a': { get: { responses: { '204': { description: '' } } } } };
	const { findings } = await lintDocuments([describePaths(paths, { components: { schemas } })]);
	expect(findings.filter(({ code }) => code === 'schema.dynamic-reference')).toHaveLength(count);
});
