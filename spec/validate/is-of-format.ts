// Asked by name. In a file of its own, so that what the package exports names no type of AJV, which its users do not have.

import { loadFormats } from './formats.ts';

/** Whether a text is of a format that is checked; of all others any is. */
export function isOfFormat(text: string, name: string): boolean {
	const format = loadFormats().get(name);
	if (format instanceof RegExp) return format.test(text);
	return typeof format === 'function' ? format(text) === true : true;
}
