import { expect, it } from 'vitest';
import { createSampleCall } from '../../../mock/sample/sample-call.ts';
import { loadDocuments } from '../../../spec/index.ts';
import { isFree, limitPatterns } from '../../../spec/regex/pattern-limits.ts';
import { drawSketch } from '../../spec/effects/infer/sketch.ts';

it('a sample fits its patterns, also where the request that asks for it has no time left', async () => {
	const { document } = drawSketch({
		lines: ['GET /uploads/{id} >{id} => none'],
		more: {
			'GET /uploads/{id}': {
				parameters: [
					{ name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^upl_[a-zA-Z0-9]+$' } },
				],
			},
		},
	});
	const { operations } = await loadDocuments([document]);
	const [operation] = operations;
	if (!operation) throw new Error('it is there');
	const { target } = limitPatterns(
		() => {
			while (isFree(1000));
			return createSampleCall(operation, 'present');
		},
		{ allMs: 0 },
	);
	expect(target).toMatch(/^\/uploads\/upl_[a-zA-Z0-9]+$/);
});
