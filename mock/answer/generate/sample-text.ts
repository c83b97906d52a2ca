// Texts of requests that people try: they say what they are, and are the same in every run.

import { normalizeName } from '../../text/normalize-name.ts';

const TEXTS: readonly [name: RegExp, text: string][] = [
	[/(?:^|_)e?_?mail(?:_address)?$/, 'jo@example.com'],
	[/(?:^|_)(?:url|uri|website|link|href|avatar|image|callback|webhook)$/, 'https://example.com/'],
	[/(?:^|_)(?:phone|mobile|phone_number|telephone)$/, '+15550100'],
	[/(?:_at|_date|_time|^date|^time)$/, '2026-01-15T09:00:00Z'],
	[/(?:^|_)(?:locale|language|lang)$/, 'en'],
	[/(?:^|_)currency(?:_code)?$/, 'EUR'],
	[/(?:^|_)country_code$/, 'PT'],
];

/** E.g. `Example title` for `title`, `jo@example.com` for `email`; one word where no name is given. */
export function sampleText(property: string): string {
	const name = normalizeName(property);
	const known = TEXTS.find(([pattern]) => pattern.test(name));
	if (known) return known[1];
	const words = name.split('_').filter((word) => word !== '');
	return words.length > 0 && words.length < 5 ? `Example ${words.join(' ')}` : 'example';
}
