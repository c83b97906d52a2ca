// The question of a matrix or can-i-deploy request, from its query string.

/** Which versions of a participant are meant; without anything beside the name: all. */
export interface VersionSelector {
	participant?: string;
	version?: string;
	latest?: true;
	tag?: string;
	branch?: string;
	environment?: string;
	mainBranch?: true;
}

/** Which row counts where there are several: per consumer version and provider version, or per consumer version and provider, or per pair. */
export type LatestBy = 'cvpv' | 'cvp' | 'cp';

export interface MatrixQuery {
	selectors: VersionSelector[];
	/** Participants or versions whose results don't count. */
	ignore: VersionSelector[];
	latestBy?: LatestBy;
	/** Where the versions of the other participants are looked for. */
	latest?: boolean;
	tag?: string;
	environment?: string;
	mainBranch?: boolean;
	/** Only rows with these results; null is "not verified". */
	success?: (boolean | null)[];
	/** At most so many rows are listed; the summary counts all. */
	limit: number;
}

const DEFAULT_LIMIT = 100;
const MOST_ROWS = 1_000;

/**
 * Reads `q[][pacticipant]=A&q[][version]=1&q[][pacticipant]=B&q[][latest]=true&latestby=cvpv&environment=prod`, with brackets encoded or
 * not; a repeated key begins the next selector, as Rails reads it. `NaN` as the limit: it isn't a number. Never throws.
 */
export function parseMatrixQuery(query: string): MatrixQuery {
	const groups = { q: [] as Map<string, string>[], ignore: [] as Map<string, string>[] };
	const plain = new Map<string, string>();
	const success: (boolean | null)[] = [];
	for (const [key, value] of parsePairs(query)) {
		const nested = /^(q|ignore)\[\d*\]\[(\w+)\]$/.exec(key);
		if (nested) {
			const list = groups[nested[1] as 'q' | 'ignore'];
			const name = nested[2] ?? '';
			const last = list.at(-1);
			if (last === undefined || last.has(name)) list.push(new Map([[name, value]]));
			else last.set(name, value);
		} else if (key === 'success[]' || key === 'success') success.push(value === '' ? null : value === 'true');
		else if (key === 'ignore[]') groups.ignore.push(new Map([['pacticipant', value]]));
		else plain.set(key, value);
	}
	const parsed: MatrixQuery = {
		selectors: groups.q.map(readSelector),
		ignore: groups.ignore.map(readSelector),
		limit: readLimit(plain.get('limit')),
	};
	const latestBy = plain.get('latestby');
	if (latestBy === 'cvpv' || latestBy === 'cvp' || latestBy === 'cp') parsed.latestBy = latestBy;
	const tag = plain.get('tag');
	const environment = plain.get('environment');
	if (tag) parsed.tag = tag;
	if (environment) parsed.environment = environment;
	if (plain.get('latest')) parsed.latest = plain.get('latest') === 'true';
	if (plain.get('mainBranch')) parsed.mainBranch = plain.get('mainBranch') === 'true';
	if (success.length > 0) parsed.success = success;
	return parsed;
}

/** Reads the short form, `pacticipant=A&version=1&environment=prod`, or `&to=TAG`. */
export function parseCanIDeployQuery(query: string): MatrixQuery {
	const { ignore } = parseMatrixQuery(query);
	const plain = new Map(parsePairs(query));
	const selector: VersionSelector = {};
	if (plain.get('pacticipant')) selector.participant = plain.get('pacticipant');
	if (plain.get('version')) selector.version = plain.get('version');
	const parsed: MatrixQuery = { selectors: [selector], ignore, latestBy: 'cvp', limit: DEFAULT_LIMIT };
	if (plain.get('to')) Object.assign(parsed, { tag: plain.get('to'), latest: true });
	if (plain.get('environment')) Object.assign(parsed, { environment: plain.get('environment'), latestBy: 'cvpv' });
	return parsed;
}

/** The pairs of a query string in order, decoded; a broken escape stays as it is. */
export function parsePairs(query: string): [string, string][] {
	return query
		.replace(/^\?/, '')
		.split('&')
		.filter((pair) => pair !== '')
		.map((pair) => {
			const at = pair.indexOf('=');
			return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
		});
}

function readSelector(given: ReadonlyMap<string, string>): VersionSelector {
	const selector: VersionSelector = {};
	const names = {
		participant: 'pacticipant',
		version: 'version',
		branch: 'branch',
		tag: 'tag',
		environment: 'environment',
	} as const;
	for (const [key, name] of Object.entries(names)) {
		const value = given.get(name);
		if (value) selector[key as keyof typeof names] = value;
	}
	if (given.get('latest') === 'true') selector.latest = true;
	if (given.get('mainBranch') === 'true') selector.mainBranch = true;
	return selector;
}

function readLimit(text: string | undefined): number {
	if (text === undefined || text === '') return DEFAULT_LIMIT;
	return /^-?\d+$/.test(text) ? Math.min(Number(text), MOST_ROWS) : Number.NaN;
}

function decode(text: string): string {
	const spaced = text.replaceAll('+', ' ');
	try {
		return decodeURIComponent(spaced);
	} catch {
		return spaced;
	}
}
