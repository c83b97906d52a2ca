import { describe, expect, test } from 'vitest';
import { type MediaType, negotiateMediaType } from '../../../spec/index.ts';

const offer = (...types: string[]): MediaType[] => types.map((type) => ({ type, pointer: `/${type}`, examples: [] }));
const JSON_AND_XML = offer('application/xml', 'application/json');

describe('the media type that Accept asks for', () => {
	const cases: [offered: MediaType[], accept: string | undefined, type: string | undefined][] = [
		[JSON_AND_XML, undefined, 'application/json'],
		[JSON_AND_XML, '', 'application/json'],
		[JSON_AND_XML, '*/*', 'application/json'],
		[JSON_AND_XML, 'application/*', 'application/json'],
		[JSON_AND_XML, 'application/xml', 'application/xml'],
		[JSON_AND_XML, 'APPLICATION/XML', 'application/xml'],
		[JSON_AND_XML, 'application/xml;q=0.9, application/json;q=0.8', 'application/xml'],
		[JSON_AND_XML, 'application/xml;q=0.1, */*;q=0.5', 'application/json'],
		[JSON_AND_XML, 'application/json;q=0, */*', 'application/xml'],
		[JSON_AND_XML, 'text/html, application/xhtml+xml, */*;q=0.8', 'application/json'],
		[JSON_AND_XML, 'application/xml; charset=utf-8', 'application/xml'],
		[JSON_AND_XML, 'text/csv', undefined],
		[JSON_AND_XML, '*/*;q=0', undefined],
		[JSON_AND_XML, 'application/json;q=0.0', undefined],
		[JSON_AND_XML, 'nonsense', 'application/json'],
		[JSON_AND_XML, 'text/csv;q=7', 'application/json'],
		[JSON_AND_XML, `text/csv,${'x'.repeat(5000)}`, 'application/json'],
		[JSON_AND_XML, ', ,', 'application/json'],
		[offer('application/problem+json'), 'application/json', 'application/problem+json'],
		[offer('application/problem+json'), 'application/*+json', 'application/problem+json'],
		[offer('text/*'), 'text/csv', 'text/csv'],
		[offer('text/*'), 'text/*', 'text/plain'],
		[offer('text/*'), 'image/png', undefined],
		[offer('*/*'), 'image/png', 'image/png'],
		[offer('*/*'), undefined, 'application/json'],
		[offer('image/*'), undefined, 'image/png'],
		[offer('audio/*'), undefined, 'audio/mpeg'],
		[offer('audio/*'), '*/*', 'audio/mpeg'],
		[offer('audio/*'), 'application/octet-stream', undefined],
		[offer('video/*'), undefined, 'video/mp4'],
		[offer('font/*'), undefined, 'font/woff2'],
		[offer('multipart/*'), undefined, 'multipart/mixed'],
		[offer('chemical/*'), undefined, 'chemical/vnd.mock'],
		[offer('application/*+json'), undefined, 'application/vnd.mock+json'],
		[offer('application/*+json'), 'application/vnd.acme+json', 'application/vnd.acme+json'],
		[offer('application/xml', 'application/*'), undefined, 'application/json'],
		[[], 'application/json', undefined],
		[[], undefined, undefined],
	];
	test.each(cases)('%#: Accept chooses', (offered, accept, type) => {
		expect(negotiateMediaType(offered, accept)?.type).toBe(type);
	});

	test('a header that came twice counts as one list', () => {
		expect(negotiateMediaType(JSON_AND_XML, ['text/csv', 'application/xml'])?.mediaType.type).toBe('application/xml');
	});
});
