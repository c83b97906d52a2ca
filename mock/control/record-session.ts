// `recordSession`: what the real API has answered in a session, as a scenario to be looked at and saved.

import { getString } from '../../spec/index.ts';
import type { RecordedExchange } from '../types/recorded-exchange.ts';
import { answer, type ControlCall, lookIntoSession, type Reply, readObject, readPath, refuseCall } from './call.ts';
import { renderExchange } from './render-exchange.ts';

/** `recordSession` */
export async function recordSession(call: ControlCall): Promise<Reply> {
	// Read from disk with its first use: who records nothing does without it.
	const { isOfReality, recordSessions } = await import('../record/record-sessions.ts');
	const session = readPath(call, 'session');
	let exchanges: RecordedExchange[] = [];
	const refusal = lookIntoSession(call, ({ journal }) => {
		exchanges = journal
			.list()
			.map((exchange) => renderExchange(exchange, call.redaction) as unknown as RecordedExchange)
			.filter(isOfReality);
		return refuseCall(409, NONE);
	});
	if (exchanges.length === 0) return refusal;
	const body = readObject(call);
	const name = getString(body, 'name') ?? session;
	const title = getString(body, 'title') ?? `Recorded from the session ${session}`;
	const [recording] = await recordSessions(call.engine.documents, [{ name, title, exchanges }]);
	if (!recording || recording.text === '') return refuseCall(409, tellWhyNot(recording?.leftOut[0]?.message));
	const { leftOut, differs, ...rest } = recording;
	return answer({
		...rest,
		leftOut: leftOut.map((one) => ({ ...one })),
		differs: differs.map((one) => ({ ...one })),
	});
}

const NONE =
	'No request of this session was answered by the real API: start the mock with --upstream, or import a HAR.';

function tellWhyNot(reason: string | undefined): string {
	return `Nothing of it can be played${reason === undefined ? '' : `: ${reason}`}.`;
}
