// The time of a session.

import { getOwn } from '../../spec/index.ts';
import {
	answer,
	type ControlCall,
	changeSession,
	lookIntoSession,
	type Reply,
	readObject,
	refuseCall,
} from './call.ts';
import { renderClock, renderSession } from './sessions.ts';

/** `getClock` */
export function getClock(call: ControlCall): Reply {
	return lookIntoSession(call, (session) => answer(renderClock(session)));
}

/** `setClock` */
export function setClock(call: ControlCall): Reply {
	const body = readObject(call);
	const now = getOwn(body, 'now');
	const advance = getOwn(body, 'advance');
	return changeSession(call, (session) => {
		const { clock } = session;
		try {
			if (typeof now === 'string') clock.set(Date.parse(now.toUpperCase()));
			else if (typeof advance === 'string') clock.advance(advance);
			else clock.real();
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
			const pointer = now === undefined ? '/advance' : '/now';
			return refuseCall(400, 'The clock can not be moved there; it stays as it was.', [
				{ code: 'clock.range', message: error.message, in: 'body', pointer },
			]);
		}
		return answer(renderSession(session));
	});
}
