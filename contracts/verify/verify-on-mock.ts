// One pact against the mock: its states first, then the plain run, then the variants of what passed.

import type { Mock } from '../../mock/inner.ts';
import type { ContractFinding } from '../finding.ts';
import type { HttpInteraction, PactSource } from '../pact/index.ts';
import { type PlannedVariants, planVariants, type RunContext, replayOnMock, reportVariants } from './replay-on-mock.ts';
import { checkStates } from './set-up-states.ts';
import { findFailure, findIncomplete, findVariantFailures } from './verify-findings.ts';
import type { InteractionReport, VariantReport } from './verify-types.ts';

/** What came of one pact. */
export interface SourceResult {
	interactions: InteractionReport[];
	findings: ContractFinding[];
}

interface Done {
	report: InteractionReport;
	interaction: HttpInteraction;
}

/** Verifies a pact against the mock; `maxVariants` 0: plainly alone. */
export async function verifyOnMock(
	context: RunContext,
	source: PactSource,
	maxVariants: number,
): Promise<SourceResult> {
	const all = listHttp(source);
	const unready = await checkStates(
		context.mock,
		all.map((interaction) => ({ source, interaction })),
	);
	const ready = all.filter((interaction) => !unready.has(interaction));
	const plain = await replayOnMock(
		context,
		source,
		ready.map((interaction) => ({ interaction })),
	);
	if (!plain.ok) return { interactions: [], findings: [findIncomplete(source.pact, plain.reason)] };
	const findings: ContractFinding[] = [];
	const done = all.map((interaction): Done => {
		const refusal = unready.get(interaction);
		const result = refusal
			? { isOk: false, durationMs: 0, mismatches: [{ part: 'other' as const, path: '', message: refusal.message }] }
			: plain.results[ready.indexOf(interaction)];
		const report = createReport({ source, interaction, result });
		findings.push(...(refusal ? [refusal] : findFailure(source.pact, report)));
		return { report, interaction };
	});
	const passed = done.filter(({ report }) => report.outcome === 'passed');
	const varied = await runVariants({ context, source, interactions: passed, maxVariants });
	return {
		interactions: done.map(({ report, interaction }) => ({ ...report, ...varied.reports.get(interaction) })),
		findings: [...findings, ...varied.findings],
	};
}

/** The interactions of a pact that go over HTTP. */
export function listHttp({ pact }: PactSource): HttpInteraction[] {
	return pact.interactions.filter((one): one is HttpInteraction => one.kind === 'http');
}

/** The report of a plain replay. */
export function createReport(args: {
	source: PactSource;
	interaction: HttpInteraction;
	result: (Pick<InteractionReport, 'durationMs' | 'mismatches'> & { isOk: boolean }) | undefined;
}): InteractionReport {
	const { source, interaction, result } = args;
	const { description, providerStates, pointer, request, response } = interaction;
	const isOk = result?.isOk === true;
	return {
		description,
		states: providerStates.map(({ name }) => name),
		pointer,
		request: { method: request.method, path: request.path },
		status: response.status,
		outcome: isOk ? 'passed' : source.pending || interaction.pending ? 'pending' : 'failed',
		durationMs: result?.durationMs ?? 0,
		mismatches: isOk ? [] : (result?.mismatches ?? []),
		variants: [],
		omitted: 0,
	};
}

async function runVariants(args: {
	context: RunContext;
	source: PactSource;
	interactions: readonly Done[];
	maxVariants: number;
}): Promise<{
	reports: Map<HttpInteraction, { variants: readonly VariantReport[]; omitted: number }>;
	findings: ContractFinding[];
}> {
	const { context, source, maxVariants } = args;
	const reports = new Map<HttpInteraction, { variants: readonly VariantReport[]; omitted: number }>();
	const findings: ContractFinding[] = [];
	if (maxVariants === 0) return { reports, findings };
	const planned = await planAll(context.mock, args.interactions, maxVariants);
	const tasks = planned.flatMap(({ interaction, listed }) => listed.map((one) => ({ interaction, listed: one })));
	if (tasks.length === 0) return { reports, findings };
	const replay = await replayOnMock(context, source, tasks);
	if (!replay.ok) return { reports, findings: [findIncomplete(source.pact, `variants: ${replay.reason}`)] };
	let from = 0;
	for (const one of planned) {
		const variants = reportVariants(one, replay.results.slice(from, from + one.listed.length));
		from += one.listed.length;
		const isPending = source.pending || one.interaction.pending;
		reports.set(one.interaction, { variants, omitted: one.omitted });
		findings.push(...findVariantFailures(source.pact, { planned: one, reports: variants, isPending }));
	}
	return { reports, findings };
}

async function planAll(mock: Mock, interactions: readonly Done[], max: number): Promise<PlannedVariants[]> {
	const planned: PlannedVariants[] = [];
	for (const { interaction } of interactions) planned.push(await planVariants(mock, interaction, max));
	return planned;
}
