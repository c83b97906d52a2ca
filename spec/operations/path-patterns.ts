// Names of a path that stand for several of its segments, as gRPC transcoding writes them: `/v1/{name=projects/*/things/*}`.

/** A template of one name for each segment, and what the names that were written stand for. */
export interface PatternPath {
	/** `/v1/projects/{projectsId}/things/{thingsId}` */
	template: string;
	/** `name` → `projects/{projectsId}/things/{thingsId}` */
	forms: ReadonlyMap<string, string>;
}

const PATTERN = /\{([^{}=]+)=([^{}]+)\}/g;

/** The path without patterns; `undefined`: it has none, or one that may stand for any number of segments (`**`). */
export function readPatterns(written: string): PatternPath | undefined {
	if (!written.includes('=')) return undefined;
	const forms = new Map<string, string>();
	const taken = new Set<string>();
	let isGood = true;
	const template = written.replaceAll(PATTERN, (_all, name: string, pattern: string) => {
		const steps = pattern.split('/');
		const form = steps.map((step, index) => {
			if (step !== '*') {
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
			return `{${own}}`;
		});
		forms.set(name, form.join('/'));
		return form.join('/');
	});
	return isGood && forms.size > 0 ? { template, forms } : undefined;
}
