// Names of a path that stand for several of its segments, as gRPC transcoding (`/v1/{name=projects/*/things/*}`), URI templates
// (RFC 6570: `{+name}`, `{/path*}`) and the routers of frameworks (`{path:path}`, `{proxy+}`, `{...path}`) write them.

/** A template of plain names, and what the names that were written stand for. */
export interface PatternPath {
	/** `/v1/projects/{projectsId}/things/{thingsId}` */
	template: string;
	/** `name` → `projects/{projectsId}/things/{thingsId}` */
	forms: ReadonlyMap<string, string>;
	/** Names that stand for one segment or more. */
	open: ReadonlySet<string>;
}

const PATTERN = /\{([^{}=]+)=([^{}]+)\}/g;

/** The path without patterns; `undefined`: it has none, or one that nothing here reads. */
export function readPatterns(written: string): PatternPath | undefined {
	const open = new Set<string>();
	const plain = readExpressions(written, open);
	const forms = new Map<string, string>();
	const template = plain.includes('=') ? readForms(plain, { forms, open }) : plain;
	return template === undefined || template === written ? undefined : { template, forms, open };
}

function readForms(written: string, { forms, open }: { forms: Map<string, string>; open: Set<string> }) {
	const taken = new Set<string>();
	let isGood = true;
	const template = written.replaceAll(PATTERN, (_all, name: string, pattern: string) => {
		const steps = pattern.split('/');
		const form = steps.map((step, index) => {
			if (step !== '*' && step !== '**') {
				isGood &&= step !== '' && !step.includes('*');
				return step;
			}
			const before = steps[index - 1];
			// Called as the discovery documents of these APIs call them.
			const own =
				before === undefined || before === '*'
					? name
					: `${before.replaceAll(/\W+(\w)/g, (_dash, letter: string) => letter.toUpperCase())}Id`;
			isGood &&= !taken.has(own);
			taken.add(own);
			if (step === '**') open.add(own);
			return `{${own}}`;
		});
		forms.set(name, form.join('/'));
		return form.join('/');
	});
	return isGood ? template : undefined;
}

const QUERY = /\{[?&#][^{}]*\}/g;
const NAME = /\{(\/?)([^{}=]+)\}/g;

/** The path with a plain name in each of its braces; what is of the query is left out. */
function readExpressions(written: string, open: Set<string>): string {
	if (!/\{(?:[^\w{}]|[^{}]*[^\w{}.$-])/.test(written)) return written;
	return written.replaceAll(QUERY, '').replaceAll(NAME, (all, slash: string, inner: string) => {
		const { name, isOpen } = readName(inner);
		if (name === '') return all;
		if (isOpen) open.add(name);
		return `${slash}{${name}}`;
	});
}

/** `+name`, `name*`, `name+`, `...name`, `**name`, `name:path` and `name:.*` are of several segments; `name?` and `name:int` of one. */
function readName(written: string): { name: string; isOpen: boolean } {
	const [, lead = '', name = '', tail = ''] = /^(\+|\*{1,2}|\.{3})?([\w.$-]+)([*+?]|:.+)?$/.exec(written) ?? [];
	return { name, isOpen: lead !== '' || /^(?:[*+]|:(?:path|\.[*+]|\*+))$/.test(tail) };
}

/** What a parameter of the path is called in its template, where the document calls it as the template was written. */
export function nameInTemplate(written: string): string {
	return readName(written.replace(/^\//, '')).name || written;
}
