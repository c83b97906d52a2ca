// The door of XML: both ways are read from disk, and the library with them, when XML is first met.

import { createRequire } from 'node:module';
import type { readXml as read } from './read-xml.ts';
import type { writeXml as write } from './write-xml.ts';

const require = createRequire(import.meta.url);

/** Whether a media type is XML: `application/xml`, `text/xml`, `application/atom+xml`; `image/svg+xml` is a picture. */
export function isXmlType(type: string): boolean {
	return /^(?:application|text)\/xml$|\+xml$/.test(type) && !type.startsWith('image/');
}

/** See read-xml.ts. */
export const readXml: typeof read = (...args) =>
	(require('./read-xml.ts') as typeof import('./read-xml.ts')).readXml(...args);

/** See write-xml.ts. */
export const writeXml: typeof write = (...args) =>
	(require('./write-xml.ts') as typeof import('./write-xml.ts')).writeXml(...args);
