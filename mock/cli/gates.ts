// What a good run must not have: `--fail-on`.

import { createRedaction, type Redaction } from '../control/redact.ts';
import { describeWhy } from '../journal/reasons.ts';
import type { Engine } from '../pipeline/engine.ts';
import type { CompletedRequest } from '../pipeline/pipeline.ts';
import { ONE_OFF } from '../types/answer.ts';

/** What can be asked, and what it means; in the order of the report. */
export const GATES = {
	invalid: 'a request that does not fit the document',
	unmatched: 'a request that no operation of the document has',
	undocumented: 'an answer that the document does not have',
	'unused-cues': 'a cue of a scenario, or a one-off, that nothing was said by',
} as const;
export type GateName = keyof typeof GATES;

/** Findings of one kind that are told one by one. */
const MAX_TOLD = 50;

/** One thing against a run. */
export interface GateFinding {
	gate: GateName;
	/** A sentence without its full stop. */
	message: string;
	/** Absent: it is of no operation, or of several. */
	operationId?: string | undefined;
}

/** The gates of one run. */
export interface Gates {
	readonly names: readonly GateName[];
	/** Looks at a request that was answered. */
	note(completed: CompletedRequest): void;
	/** What is against the run, in the order of the gates; empty: it is good. */
	judge(engines: readonly Pick<Engine, 'sessions' | 'documents'>[]): readonly GateFinding[];
}

/** A finding that is yet to be put in words, without the credentials of its request. */
interface Noted extends Omit<GateFinding, 'message'> {
	message: (redaction: Pick<Redaction, 'target'>) => string;
}

/** Gates that have seen nothing yet. */
export function createGates(names: readonly GateName[]): Gates {
	const seen = new Map<GateName, { told: Noted[]; count: number }>();
	const add = (gate: GateName, message: Noted['message'], operationId?: string): void => {
		if (!names.includes(gate)) return;
		const found = seen.get(gate) ?? { told: [], count: 0 };
		seen.set(gate, found);
		found.count += 1;
		if (found.told.length < MAX_TOLD) found.told.push({ gate, message, operationId });
	};
	return {
		names,
		note({ request, answer, session }) {
			const { why } = answer;
			const place = session && session.name !== 'default' ? ` in session ${session.name}` : '';
			const line = ({ target }: Pick<Redaction, 'target'>): string =>
				`${request.method} ${target(request.target)}${place} got ${answer.status}: ${describeWhy(why)}`;
			const { step, findings, operationId } = why;
			const isOfUpstream = why.upstream?.outcome === 'forwarded';
			const isUnmatched = findings.some(({ code }) => code === 'request.operation');
			const isUpstreams = findings.some(({ code }) => code.startsWith('response.')) && isOfUpstream;
			const isCallers = findings.some(({ code }) => !code.startsWith('response.')) && !isUnmatched;
			if (step === 'match' || isUnmatched) add('unmatched', line);
			else if (step === 'check' || ((step === 'sent' || isOfUpstream) && isCallers)) add('invalid', line, operationId);
			if ((why.undocumented && step !== 'match') || isUpstreams) add('undocumented', line, operationId);
		},
		judge(engines) {
			const redaction = createRedaction(engines.flatMap(({ documents }) => documents));
			for (const session of engines.flatMap(({ sessions }) => sessions.list())) {
				for (const active of [...(session.scenario ? [session.scenario] : []), ...session.cues]) {
					const { name } = active.scenario;
					const where = name === ONE_OFF ? 'a one-off' : `scenario ${name}`;
					for (const { on, used, index } of active.progress()) {
						if (used > 0) continue;
						const [operationId] = on.length === 1 ? on : [];
						const line = `cue ${index + 1} of ${where} on ${on.join(', ')}, in session ${session.name}`;
						add('unused-cues', () => line, operationId);
					}
				}
			}
			return names.flatMap((gate) => {
				const { told: noted = [], count = 0 } = seen.get(gate) ?? {};
				const told = noted.map((one): GateFinding => ({ ...one, message: one.message(redaction) }));
				return count > told.length ? [...told, { gate, message: `and ${count - told.length} more` }] : told;
			});
		},
	};
}
