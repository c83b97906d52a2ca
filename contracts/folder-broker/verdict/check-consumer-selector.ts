// What a consumer version selector may say.

import type { Environment } from '../store/broker-records.ts';
import { isJsonObject } from '../store/exact-json.ts';
import type { ConsumerSelector } from './consumer-selectors.ts';

const KINDS: Record<keyof ConsumerSelector, 'text' | 'flag' | 'true' | 'text-or-true'> = {
	latest: 'flag',
	tag: 'text',
	fallbackTag: 'text',
	branch: 'text-or-true',
	fallbackBranch: 'text',
	mainBranch: 'true',
	matchingBranch: 'true',
	consumer: 'text',
	deployed: 'true',
	released: 'true',
	deployedOrReleased: 'true',
	environment: 'text',
};
const OF_ENVIRONMENTS = ['deployed', 'released', 'deployedOrReleased', 'environment'] as const;
const OF_BRANCHES = [
	'branch',
	'fallbackBranch',
	'fallbackTag',
	'latest',
	'mainBranch',
	'matchingBranch',
	'tag',
] as const;

/** What is wrong with one selector, in sentences that the caller prefixes; empty: nothing. */
export function checkConsumerSelector(args: {
	given: unknown;
	environments: readonly Environment[];
	providerBranch: string | undefined;
}): string[] {
	const { given, environments, providerBranch } = args;
	if (!isJsonObject(given)) return ['must be an object'];
	const errors: string[] = [];
	for (const [key, kind] of Object.entries(KINDS)) {
		if (!Object.hasOwn(given, key)) continue;
		const value = given[key];
		const isText = typeof value === 'string' && value.trim() !== '';
		if (kind === 'text' && !isText) errors.push(`${key} must be a string that isn't blank`);
		if (kind === 'true' && value !== true) errors.push(`${key} must be true`);
		if (kind === 'flag' && typeof value !== 'boolean') errors.push(`${key} must be one of: true, false`);
		if (kind === 'text-or-true' && !isText && value !== true) errors.push(`${key} must be a string or true`);
	}
	if (errors.length > 0) return errors;
	const selector = given as ConsumerSelector;
	const has = (key: keyof ConsumerSelector): boolean => selector[key] !== undefined;
	const others = (allowed: readonly string[]): boolean =>
		Object.keys(KINDS).some((key) => !allowed.includes(key) && Object.hasOwn(given, key));
	if (
		![
			'mainBranch',
			'tag',
			'branch',
			'environment',
			'matchingBranch',
			'deployed',
			'released',
			'deployedOrReleased',
		].some((key) => Object.hasOwn(given, key)) &&
		selector.latest !== true
	)
		errors.push(
			'must specify a value for environment or tag or branch, or specify mainBranch=true, matchingBranch=true, latest=true, deployed=true, released=true or deployedOrReleased=true',
		);
	if (has('mainBranch') && others(['consumer', 'mainBranch', 'latest']))
		errors.push('cannot specify mainBranch=true with any other criteria apart from consumer');
	if (has('mainBranch') && selector.latest === false) errors.push('cannot specify mainBranch=true with latest=false');
	if (has('matchingBranch') && others(['consumer', 'matchingBranch']))
		errors.push('cannot specify matchingBranch=true with any other criteria apart from consumer');
	if (has('matchingBranch') && providerBranch === undefined)
		errors.push('the providerVersionBranch must be specified when the selector matchingBranch=true is used');
	if (has('tag') && has('branch')) errors.push('cannot specify both a tag and a branch');
	if (has('branch') && selector.latest === false) errors.push('cannot specify a branch with latest=false');
	if (has('fallbackTag') && (!has('tag') || selector.latest !== true))
		errors.push('fallbackTag can only be set beside a tag with latest=true');
	if (has('fallbackBranch') && !has('branch'))
		errors.push('a branch must be specified when a fallbackBranch is specified');
	const mixed = [OF_BRANCHES.filter(has), OF_ENVIRONMENTS.filter(has)] as const;
	if (mixed[0].length > 0 && mixed[1].length > 0)
		errors.push(`cannot specify ${mixed[0].join('/')} with ${mixed[1].join('/')}`);
	if (OF_ENVIRONMENTS.filter((key) => key !== 'environment' && has(key)).length > 1)
		errors.push('cannot specify more than one of deployed=true, released=true and deployedOrReleased=true');
	if (has('environment') && !environments.some(({ name }) => name === selector.environment))
		errors.push(`environment with name '${selector.environment}' does not exist`);
	return errors;
}
