// The runs against the mock: each interaction in a session that was emptied for it, plainly first, then in every form that the document allows.

import { type AnswerVariant, type ListedVariant, type Mock, nameVariant } from '../../mock/inner.ts';
import type { JsonValue } from '../../spec/index.ts';
import type { HttpInteraction, PactSource } from '../pact/index.ts';
import { isSameMediaType, judgeVariant, pardonStates } from './judge-variants.ts';
import { fillListOfOne, findListOfOne, type ListOfOne } from './list-of-one.ts';
import type { ReplayResult } from './read-result.ts';
import { describeStaged, type Replay, replayPact, type StagedInteraction, stagePact } from './replay-pact.ts';
import { setUpStates } from './set-up-states.ts';
import { prepareDecimals } from './stage-decimals.ts';
import { type StateServer, startStateServer } from './state-server.ts';
import type { VerifierProcess } from './verifier-process.ts';
import type { Mismatch, VariantReport } from './verify-types.ts';

/** What the runs share. */
export interface RunContext {
	process: VerifierProcess;
	mock: Mock;
	timeoutMs: number;
	isVerbose: boolean;
}

/** Interactions of one run of the verifier. */
const MAX_STAGED = 400;

/** One replay to be done. */
interface Task {
	interaction: HttpInteraction;
	listed?: ReplayedForm;
}

/** A form of the answer that is replayed: one of the mock's, or a list that has one item rather than none. */
export type ReplayedForm = Omit<ListedVariant, 'variant'> & { variant: AnswerVariant | 'one'; list?: ListOfOne };

/** E.g. `one`, `minimal`, `enum /unit = "BOX"`. */
function nameForm({ variant }: ReplayedForm): string {
	return variant === 'one' ? variant : nameVariant(variant);
}

/** What came of a task. */
export interface TaskResult {
	isOk: boolean;
	durationMs: number;
	mismatches: readonly Mismatch[];
}

/** Replays interactions of one pact; one result for each, in their order, or why there is none. */
export async function replayOnMock(
	context: RunContext,
	source: PactSource,
	tasks: readonly Task[],
): Promise<{ ok: true; results: readonly TaskResult[] } | { ok: false; reason: string }> {
	const results: TaskResult[] = [];
	const states = await startStateServer();
	try {
		for (let from = 0; from < tasks.length; from += MAX_STAGED) {
			const replay = await replayTasks({ context, source, states, tasks: tasks.slice(from, from + MAX_STAGED) });
			if (!replay.ok) return replay;
			results.push(...replay.results);
		}
	} finally {
		await states.close();
	}
	return { ok: true, results };
}

async function replayTasks(args: {
	context: RunContext;
	source: PactSource;
	states: StateServer;
	tasks: readonly Task[];
}): Promise<Replay> {
	const { context, source, states, tasks } = args;
	const { mock } = context;
	const reasons = new Map<string, string>();
	const staged = tasks.map(({ interaction, listed }): StagedInteraction => {
		const name = states.add(
			() => setUpForm(mock, interaction, listed),
			async () => {
				const last = (await mock.session().requests()).at(-1);
				if (last && last.why.step !== 'sent') reasons.set(name, last.why.summary);
			},
		);
		return { interaction, name };
	});
	const replay = await replayPact({
		...context,
		pact: source.pact,
		text: stagePact(source, staged, prepareDecimals(mock)),
		expected: staged.map(describeStaged),
		providerUrl: mock.url,
		statesUrl: states.url,
	});
	if (!replay.ok) return replay;
	return {
		ok: true,
		results: replay.results.map((one, index) => explain(one, (staged[index] as StagedInteraction).name)),
	};

	/** The mock knows better than the verifier why it answered so. */
	function explain(result: ReplayResult, name: string): ReplayResult {
		if (result.isOk) return result;
		const failure = states.failureOf(name);
		if (failure !== undefined) return { ...result, mismatches: [{ part: 'other', path: '', message: failure }] };
		const reason = reasons.get(name);
		const mismatches = result.mismatches
			.filter((one) => !isSameMediaType(one))
			.map((one) =>
				one.part === 'status' && reason !== undefined ? { ...one, message: `${one.message} (${reason})` } : one,
			);
		return { ...result, mismatches, isOk: mismatches.length === 0 };
	}
}

async function setUpForm(
	mock: Mock,
	{ providerStates }: HttpInteraction,
	form: ReplayedForm | undefined,
): Promise<Readonly<Record<string, JsonValue>>> {
	if (form?.variant !== 'one' || !form.list) {
		return setUpStates(mock, providerStates, form?.variant === 'one' ? undefined : form?.variant);
	}
	const values = await setUpStates(mock, providerStates);
	await fillListOfOne(mock, form.list);
	return values;
}

function formOf(list: ListOfOne): ReplayedForm {
	return { variant: 'one', isState: false, document: list.operation.document, pointer: list.pointer, list };
}

/** The variants of one interaction, and what the document allows beyond the limit. */
export interface PlannedVariants {
	interaction: HttpInteraction;
	listed: readonly ReplayedForm[];
	omitted: number;
}

/** Which variants an interaction is replayed in: none for what expects no success. */
export async function planVariants(mock: Mock, interaction: HttpInteraction, max: number): Promise<PlannedVariants> {
	const { request, response } = interaction;
	const [path = ''] = request.path.split('?', 1);
	const found = await mock.variants({ method: request.method, path, status: response.status });
	const list = findListOfOne(mock, interaction);
	const variants: ReplayedForm[] = [...(list ? [formOf(list)] : []), ...(found?.variants ?? [])];
	return { interaction, listed: variants.slice(0, max), omitted: Math.max(0, variants.length - max) };
}

/** Reports of the variants, in their order, each judged. */
export function reportVariants(
	{ interaction, listed }: PlannedVariants,
	results: readonly TaskResult[],
): readonly VariantReport[] {
	return pardonStates(
		listed.map((one, index) => {
			const { isOk = false, mismatches = [] } = results[index] ?? {};
			const outcome = isOk ? 'passed' : judgeVariant(mismatches, interaction);
			return { listed: one, report: { name: nameForm(one), outcome, mismatches } };
		}),
	);
}
