// Which tools a project has that the mock has a door for, and the line that opens it.

import { getObject, getOwn, isObject, type JsonValue, readTextFile } from '../../spec/index.ts';

/** A tool of the project. */
export interface Framework {
	/** As its package is called. */
	name: string;
	/** What to write, in one line. */
	line: string;
}

/** By package; `document` is what the project serves. */
const LINES: Readonly<Record<string, (document: string) => string>> = {
	vitest: (document) => `const test = createMockTest({ documents: [${document}] });  // from 'stunt-double/vitest'`,
	jest: (document) => `const mock = await startMock({ documents: [${document}], port: 0 });  // from 'stunt-double'`,
	'@playwright/test': (document) =>
		`test.use({ mockOptions: { documents: [${document}], port: 4010 } });  // test from 'stunt-double/playwright'`,
	cypress: () => "import 'stunt-double/cypress';  // in the support file; npx stunt-double run -- npx cypress run",
	vite: (document) =>
		`plugins: [stuntDouble({ documents: [${document}], base: '/api' })]  // from 'stunt-double/vite', in vite.config`,
	next: (document) =>
		`const mock = await createMockFetch({ documents: [${document}], base: '/api' });  // in a route handler: mock.fetch(request)`,
	msw: () =>
		"http.all('*', ({ request }) => (mock.handles(request) ? mock.fetch(request).catch(() => Response.error()) : undefined))  // mock of createMockFetch",
	storybook: (document) =>
		`viteFinal: (config) => ({ ...config, plugins: [...config.plugins, stuntDouble({ documents: [${document}] })] })`,
};

/** Those among the dependencies of `package.json` here, in the order of the table; none where there is no such file. */
export function findFrameworks(document = 'openapi.yaml'): Framework[] {
	let project: JsonValue;
	try {
		project = JSON.parse(readTextFile('package.json')) as JsonValue;
	} catch {
		return [];
	}
	const known = ['dependencies', 'devDependencies'].map((key) => getObject(isObject(project) ? project : {}, key));
	return Object.entries(LINES)
		.filter(([name]) => known.some((some) => getOwn(some, name) !== undefined))
		.map(([name, write]) => ({ name, line: write(`'${document}'`) }));
}
