import { describe, expect, it } from 'vitest';
import { findMediaType, stripMediaType } from '../../../spec/index.ts';

const OFFERED = ['*/*', 'text/*', 'application/json', 'text/plain'].map((type) => ({ type }));

describe('the documented media type', () => {
	it.each([
		['application/json', 'application/json'],
		['Application/JSON; charset=utf-8', 'application/json'],
		['text/plain;format=flowed', 'text/plain'],
		['text/html', 'text/*'],
		['image/png', '*/*'],
		['', '*/*'],
	])('for %j is %s, the narrowest whatever the order', (written, type) => {
		expect(findMediaType(OFFERED, written)?.type).toBe(type);
		expect(findMediaType(OFFERED.toReversed(), written)?.type).toBe(type);
	});

	it.each(['application/xml', 'textual/plain', 'text', ''])('for %j is none where no range fits', (written) => {
		expect(findMediaType(OFFERED.slice(1), written)?.type).toBeUndefined();
	});

	it('is written in lower case without parameters', () => {
		expect(stripMediaType(' Text/HTML ; charset="a;b" ')).toBe('text/html');
	});
});
