import { expect, it } from 'vitest';
import { type Annotation, annotate } from '../../../mock/report/annotations.ts';
import { nameInRepository } from '../../../mock/report/repository-path.ts';

function tell(annotations: readonly Annotation[], env: Record<string, string> = { GITHUB_ACTIONS: 'true' }): string[] {
	const lines: string[] = [];
	annotate(annotations, { env, warn: (text) => void lines.push(text) });
	return lines;
}

it('names level, file, line, column and title, and lets no text end any of them', () => {
	const whole: Annotation = {
		level: 'error',
		file: 'a,b:c.yaml',
		line: 3,
		column: 5,
		title: 'x, y: 100%',
		message: 'one\r\ntwo: 100%::error::',
	};
	expect(tell([whole])).toEqual([
		'::error file=a%2Cb%3Ac.yaml,line=3,col=5,title=x%2C y%3A 100%25::one%0D%0Atwo: 100%25::error::',
	]);
	expect(tell([{ level: 'notice', message: 'm' }])).toEqual(['::notice::m']);
});

it('is for GitHub alone', () => {
	const one: Annotation = { level: 'error', message: 'm' };
	expect(tell([one], {})).toEqual([]);
	expect(tell([one], { GITHUB_ACTIONS: 'false' })).toEqual([]);
	expect(tell([], { GITHUB_ACTIONS: 'true' })).toEqual([]);
});

it('tells errors first, and no more of a level than GitHub keeps', () => {
	const many = (level: Annotation['level'], count: number): Annotation[] =>
		Array.from({ length: count }, (_, index) => ({ level, message: String(index) }));
	const lines = tell([...many('notice', 1), ...many('warning', 12), ...many('error', 11)]);
	expect(lines.map((line) => line.split('::')[1])).toEqual([
		...Array(10).fill('error'),
		...Array(10).fill('warning'),
		'notice',
	]);
	expect(lines[0]).toBe('::error::0');
});

it.each<[file: string, root: string, name: string | undefined]>([
	['api.yaml', process.cwd(), 'api.yaml'],
	['./docs/../api.yaml', process.cwd(), 'api.yaml'],
	['/repo/packages/shop/api.yaml', '/repo', 'packages/shop/api.yaml'],
	['/repo/..api.yaml', '/repo', '..api.yaml'],
	['/elsewhere/api.yaml', '/repo', undefined],
	['/repo', '/repo', undefined],
	['http://localhost/openapi.json', process.cwd(), undefined],
	['-', process.cwd(), undefined],
	['', process.cwd(), undefined],
])('%s in %s is %s', (file, root, name) => {
	expect(nameInRepository(file, root)).toBe(name);
});

it('says the rest of the line without a place that is not in the repository', () => {
	const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: '/repo' };
	expect(tell([{ level: 'error', file: '/elsewhere/x.yaml', line: 3, title: 't', message: 'm' }], env)).toEqual([
		'::error title=t::m',
	]);
	expect(tell([{ level: 'error', file: '/repo/x.yaml', line: 3, message: 'm' }], env)).toEqual([
		'::error file=x.yaml,line=3::m',
	]);
});
