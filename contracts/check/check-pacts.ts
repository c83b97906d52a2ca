// `checkPacts`: every interaction of every pact held to the documents, without a server.

import { type OperationRouter, routeOperations, type ScenarioLibrary } from '../../mock/inner.ts';
import {
	type ApiDocument,
	compilePattern,
	messageOf,
	SchemaError,
	showValue,
	writeCanonicalJson,
} from '../../spec/index.ts';
import { type ContractFinding, sortFindings } from '../finding.ts';
import type { HttpInteraction, Interaction, Matcher, Pact } from '../pact/index.ts';
import { checkPactRequest } from './check-request.ts';
import { checkRequestMatchers } from './check-request-matchers.ts';
import { addUnusableSchema, checkPactResponse } from './check-response.ts';
import { checkStates } from './check-states.ts';
import { type ComparedInteraction, compareWithDocument } from './comparator.ts';
import { addSecondOpinion } from './comparator-findings.ts';
import { fillGenerated, listGenerated } from './fill-generated.ts';
import { type FoundOperation, findOperation } from './find-operation.ts';
import { createFindingCollector, type FindingCollector } from './finding-collector.ts';

/** What pacts are checked against. */
export interface CheckInput {
	/** Those of `loadPacts`. */
	pacts: readonly Pact[];
	/** What they are held to, such as `mock.documents`. */
	documents: readonly ApiDocument[];
	/** Whose `states` the pacts' provider states must be; absent: they aren't looked at. */
	scenarios?: ScenarioLibrary | undefined;
	/** `off`: who verifies the pacts adds the credentials, so that none are missed in them. Default: `present`. */
	auth?: 'present' | 'off';
	/** Ask the comparator as well. Default: true. */
	comparator?: boolean;
}

interface Checked {
	interaction: HttpInteraction;
	collector: FindingCollector;
	found: FoundOperation | undefined;
}

/**
 * All findings, sorted by file and interaction. An interaction of another kind than HTTP, a pact without interactions, and
 * two interactions of one name are findings as well. Never rejects for what a pact or a document holds.
 */
export async function checkPacts(input: CheckInput): Promise<ContractFinding[]> {
	const { pacts, documents, scenarios, auth = 'present' } = input;
	const router = routeOperations(documents.flatMap(({ operations }) => operations));
	const findings: ContractFinding[] = [];
	const checked: Checked[] = [];
	for (const pact of pacts) {
		findings.push(...checkWhole(pact));
		for (const one of pact.interactions) {
			if (one.kind === 'unsupported') continue;
			const interaction = fillGenerated(one);
			const collector = createFindingCollector(pact.file, interaction);
			if (scenarios) checkStates(interaction, { scenarios, collector });
			const found = findOperation(router, interaction, collector);
			if (found) await checkInteraction(interaction, { found, router, collector, auth });
			checked.push({ interaction, collector, found });
		}
	}
	if (input.comparator !== false) findings.push(...(await askComparator(checked)));
	findings.push(
		...checked.flatMap(({ interaction, collector }) =>
			soften(interaction, tellGenerated(interaction, collector.findings)),
		),
	);
	return sortFindings(findings);
}

interface CheckPlace {
	found: FoundOperation;
	router: OperationRouter;
	collector: FindingCollector;
}

async function checkInteraction(
	interaction: HttpInteraction,
	{ auth, ...place }: CheckPlace & { auth: 'present' | 'off' },
): Promise<void> {
	const { found, router, collector } = place;
	try {
		await checkPactRequest(interaction, { found, collector, auth });
		// What is wrong with the request on purpose is no language to compare.
		const isRefused = [400, 413, 415, 422].includes(interaction.response.status);
		if (!isRefused) checkRequestMatchers(interaction, { found, router, collector });
		checkPactResponse({ interaction, operation: found.plan.operation, collector });
		addUnknownMatchers(interaction, collector);
	} catch (error) {
		if (!(error instanceof SchemaError)) throw error;
		addUnusableSchema({ error, collector, pointer: interaction.pointer, document: found.plan.operation.document });
	}
}

function addUnknownMatchers({ request, response }: HttpInteraction, collector: FindingCollector): void {
	for (const { matchers, pointer } of [...request.rules, ...response.rules]) {
		const [unknown] = matchers.flatMap(describeUnknown);
		if (unknown === undefined) continue;
		collector.add({
			code: 'matcher.unknown',
			severity: 'warning',
			message: `${unknown}, so its place was compared by its example only`,
			pointer,
			layer: 'matchers',
		});
	}
}

function describeUnknown(matcher: Matcher): string[] {
	if (matcher.kind === 'unknown') return [`The matcher isn't known here (${matcher.name})`];
	if (matcher.kind !== 'regex' || compilePattern(matcher.pattern) !== undefined) return [];
	return [`The regular expression ${showValue(matcher.pattern)} can't be read here`];
}

/** What is sent is then not what the file shows. */
function tellGenerated({ request }: HttpInteraction, findings: readonly ContractFinding[]): readonly ContractFinding[] {
	if (request.generators.length === 0) return findings;
	const made = listGenerated(request);
	return findings.map((finding) => {
		const type = made.get(finding.pact.pointer);
		return type === undefined
			? finding
			: { ...finding, message: `${finding.message} (the generator ${type} makes it)` };
	});
}

/** What a consumer marked as pending is not held against anybody yet. */
function soften({ pending }: HttpInteraction, findings: readonly ContractFinding[]): ContractFinding[] {
	if (!pending) return [...findings];
	return findings.map((finding) =>
		finding.severity === 'error'
			? { ...finding, severity: 'warning', message: `${finding.message} (the interaction is pending)` }
			: finding,
	);
}

function checkWhole(pact: Pact): ContractFinding[] {
	const findings: ContractFinding[] = [];
	const { file, interactions } = pact;
	if (interactions.length === 0) {
		findings.push({
			code: 'pact.interactions.none',
			severity: 'error',
			message: 'The pact has no interactions, so it says nothing',
			remedy: 'Run the consumer’s tests again, or remove the file',
			pact: { file, pointer: '/interactions' },
			layer: 'file',
		});
	}
	const known = new Map<string, string>();
	for (const interaction of interactions) {
		const { description, pointer } = interaction;
		if (interaction.kind === 'unsupported') {
			findings.push({
				code: 'pact.interaction.unsupported',
				severity: 'warning',
				message: `Interactions of the kind ${interaction.type} aren't compared with an OpenAPI document`,
				pact: { file, interaction: description, pointer },
				layer: 'file',
			});
		}
		const name = nameInteraction(interaction);
		const other = known.get(name);
		known.set(name, other ?? pointer);
		if (other === undefined) continue;
		findings.push({
			code: 'pact.interaction.duplicate',
			severity: 'warning',
			message: `The same description and provider states as ${other}: Pact keeps only one of them`,
			remedy: 'Give it a description of its own',
			pact: { file, interaction: description, pointer },
			layer: 'file',
		});
	}
	return findings;
}

function nameInteraction({ description, providerStates }: Interaction): string {
	return writeCanonicalJson([description, providerStates.map(({ name, params }) => [name, params])]);
}

/** By document, each with the interactions of its operations. */
async function askComparator(checked: readonly Checked[]): Promise<ContractFinding[]> {
	const findings: ContractFinding[] = [];
	const byDocument = new Map<ApiDocument, { file: string; compared: ComparedInteraction[] }>();
	const all = new Map<HttpInteraction, Checked>();
	for (const one of checked) {
		if (!one.found) continue;
		const { interaction, collector, found } = one;
		const { document } = found.plan.operation;
		const entry = byDocument.get(document) ?? { file: collector.file, compared: [] };
		byDocument.set(document, entry);
		entry.compared.push({ interaction, path: cutBasePath(interaction.request.path, found) });
		all.set(interaction, one);
	}
	for (const [document, { file, compared }] of byDocument) {
		try {
			for (const [interaction, results] of await compareWithDocument(document, compared)) {
				const one = all.get(interaction);
				if (one) addSecondOpinion(results, { interaction, collector: one.collector });
			}
		} catch (error) {
			findings.push({
				code: 'comparator.failed',
				severity: 'info',
				message: `The comparator gave no second opinion: ${messageOf(error).slice(0, 300)}`,
				pact: { file, pointer: '' },
				document: { file: document.file, pointer: '' },
				layer: 'comparator',
			});
		}
	}
	return findings;
}

/** The path below the server's base path: the template has as many segments. */
function cutBasePath(path: string, { plan }: FoundOperation): string {
	const { document, pathTemplate } = plan.operation;
	const segments = path.replace(/^\//, '').split('/');
	const wanted = pathTemplate.slice(1).split('/').length;
	const before = segments.slice(0, segments.length - wanted);
	return document.basePaths.some((base) => isBelow(before, base)) ? `/${segments.slice(-wanted).join('/')}` : path;
}

/** Whether these segments are a base path; a variable of a server stands for one of them. */
function isBelow(segments: readonly string[], base: string): boolean {
	const wanted = base === '' ? [] : base.slice(1).split('/');
	return (
		wanted.length === segments.length && wanted.every((one, index) => one.includes('{') || one === segments[index])
	);
}
