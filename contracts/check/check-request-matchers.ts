// The matchers on a request: may the consumer send, by its own word, what the document refuses?

import { checkRequest, type OperationRouter } from '../../mock/inner.ts';
import {
	compileSchema,
	findMediaType,
	joinPointer,
	type Operation,
	type SchemaFinding,
	type SchemaRef,
	showValue,
} from '../../spec/index.ts';
import { type HttpInteraction, type MatchingRule, readMediaType } from '../pact/index.ts';
import type { FoundOperation } from './find-operation.ts';
import { encodePath, readSent } from './find-operation.ts';
import type { FindingCollector } from './finding-collector.ts';
import { compareBody } from './matchers/compare-body.ts';
import { isBound, isProof, judgeWider } from './matchers/judge-wider.ts';
import { accepts } from './matchers/matcher-accepts.ts';
import { listMatcherProbes } from './matchers/probe-values.ts';
import { readText } from './read-text.ts';
import { locateHeader, renderRequest } from './render-request.ts';

interface MatcherCheck {
	found: FoundOperation;
	router: OperationRouter;
	collector: FindingCollector;
}

/** Body, path, query and header matchers of a request. */
export function checkRequestMatchers(interaction: HttpInteraction, check: MatcherCheck): void {
	const { request } = interaction;
	const { operation } = check.found.plan;
	for (const rule of request.rules) {
		if (rule.part === 'path') checkPath(interaction, { ...check, rule });
		else if (rule.part === 'query' || rule.part === 'header') checkParameter(interaction, { ...check, rule });
	}
	const { body } = request;
	if (body.kind !== 'json') return;
	const type = readMediaType(request) ?? 'application/json';
	const mediaType = findMediaType(operation.requestBody?.mediaTypes ?? [], type);
	if (!mediaType?.schema) return;
	compareBody(
		{
			collector: check.collector,
			rules: request.rules.filter(({ part }) => part === 'body'),
			generators: [],
			direction: 'request',
			isTrial: false,
		},
		{ schema: mediaType.schema, example: body.value, pointer: request.bodyPointer },
	);
}

type RuleCheck = MatcherCheck & { rule: MatchingRule };

/** Other paths that the pact takes must lead to the same operation, with values that fit. */
function checkPath({ request }: HttpInteraction, { rule, found, router, collector }: RuleCheck): void {
	const pointer = joinPointer(request.pointer, 'path');
	const at = found.plan.operation;
	if (rule.matchers.some(({ kind }) => kind === 'type')) {
		const isInjected = request.generators.some(({ part }) => part === 'path');
		collector.add({
			code: 'matcher.wider',
			severity: isInjected ? 'info' : 'warning',
			message: 'The path has a type matcher, so the consumer’s test passes whatever path it calls',
			remedy: 'Use a regular expression for the path',
			pointer: rule.pointer,
			at,
			layer: 'matchers',
		});
		return;
	}
	for (const path of listMatcherProbes(rule.matchers)) {
		if (typeof path !== 'string') continue;
		const problem = findPathProblem(path, { found, router, request });
		if (problem === undefined) continue;
		collector.add({
			code: 'matcher.wider',
			severity: problem.severity,
			message: `The matcher on the path takes ${showValue(path)}, ${problem.message}`,
			remedy: 'Narrow the regular expression to what the document says',
			pointer: pointer === rule.pointer ? pointer : rule.pointer,
			at,
			layer: 'matchers',
		});
		return;
	}
}

function findPathProblem(
	path: string,
	{ found, router, request }: { found: FoundOperation; router: OperationRouter; request: HttpInteraction['request'] },
): { message: string; severity: 'info' | 'warning' } | undefined {
	const severity = 'warning';
	const match = router.match(request.method, encodePath(path), readSent(request));
	if (match.kind !== 'found') return { message: 'which the document doesn’t have', severity };
	if (match.plan !== found.plan) return { message: `which is another operation, ${match.plan.operation.id}`, severity };
	const rendered = renderRequest({ ...request, path });
	const result = checkRequest({
		plan: match.plan,
		request: rendered.request,
		pathValues: match.values,
		bytes: undefined,
	});
	if (result instanceof Promise || result.ok) return undefined;
	const { operation } = match.plan;
	const wrong = result.findings.filter(({ in: place }) => place === 'path');
	for (const { pointer: name = '', message } of wrong) {
		const schema = findSchema(operation, { place: 'path', name });
		const text = match.values.get(name) ?? '';
		const [finding] = schema ? compileSchema(schema, 'request')(readText(text, schema)) : [];
		// Refused for how it is written alone: `\d+` takes 000 as well, which nobody means.
		if (schema && !finding && /^-?\d+$/.test(text)) continue;
		if (finding && !isProof(text, finding)) continue;
		return {
			message: `which the document refuses: ${name} ${message}`,
			severity: finding && isBound(finding) ? 'info' : severity,
		};
	}
	return undefined;
}

function checkParameter({ request }: HttpInteraction, { rule, found, collector }: RuleCheck): void {
	const [first] = rule.path;
	if (first?.kind !== 'name') return;
	const { operation } = found.plan;
	const schema = findSchema(operation, { place: rule.part, name: first.name });
	const example = rule.part === 'query' ? request.query.get(first.name)?.[0] : request.headers.get(first.name)?.[0];
	if (!schema || example === undefined) return;
	const validate = compileSchema(schema, 'request');
	if (validate(readText(example, schema)).length > 0) return;
	const expectation = { example, rule: { ...rule, isInherited: false } };
	let wider: { text: string; finding: SchemaFinding } | undefined;
	for (const text of ['text', '', '-1', ...listMatcherProbes(rule.matchers)]) {
		if (typeof text !== 'string' || accepts(expectation, text) !== true) continue;
		const [finding] = validate(readText(text, schema));
		if (!finding || !isProof(text, finding)) continue;
		if (!wider || (isBound(wider.finding) && !isBound(finding))) wider = { text, finding };
	}
	if (!wider) return;
	const { text, finding } = wider;
	collector.add({
		code: 'matcher.wider',
		severity: judgeWider({ value: text, finding, matchers: rule.matchers, direction: 'request' }),
		message: `The matcher lets the consumer send ${showValue(text)}, which the document refuses: it ${finding.message}`,
		remedy: 'Narrow the matcher to what the document says',
		pointer:
			rule.part === 'query' ? joinPointer(request.pointer, 'query', first.name) : locateHeader(request, first.name),
		at: schema,
		layer: 'matchers',
	});
}

function findSchema(operation: Operation, { place, name }: { place: string; name: string }): SchemaRef | undefined {
	return operation.parameters.find(
		(one) => one.in === place && (place === 'header' ? one.name.toLowerCase() : one.name) === name,
	)?.schema;
}
