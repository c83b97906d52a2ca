import { describe, expect, it } from 'vitest';
import { findCheckedAhead } from '../../../mock/options/checked-ahead.ts';
import { shippedDocuments } from '../../../mock/options/defaults.ts';

describe('what was checked when the package was built', () => {
	it.each<[string, Parameters<typeof findCheckedAhead>[0]]>([
		['the sources', { documents: shippedDocuments(), overlays: [], infer: true }],
		['other documents', { documents: ['orders.yaml'], overlays: [], infer: true }],
		['an overlay', { documents: shippedDocuments(), overlays: ['change.overlay.yaml'], infer: true }],
	])('is nothing for %s', (_name, options) => {
		expect(findCheckedAhead(options)('already-validated.json')).toBe(false);
	});
});
