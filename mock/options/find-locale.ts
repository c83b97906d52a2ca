// The languages that Faker has, by their names.

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A language as Faker calls it: `pt-BR` → `pt_BR`, `de-DE` → `de`. `undefined`: it has none of that name. Loads nothing. */
export function findLocale(name: string): string | undefined {
	if (!/^[a-z]{2}(?:[-_][a-z]+)*$/i.test(name)) return undefined;
	const [language = '', ...rest] = name.split(/[-_]/);
	const whole = [language.toLowerCase(), ...rest.map((part) => (part.length === 2 ? part.toUpperCase() : part))].join(
		'_',
	);
	return [whole, language.toLowerCase()].find((one) => {
		try {
			require.resolve(`@faker-js/faker/locale/${one}`);
			return true;
		} catch {
			return false;
		}
	});
}
