// What happened, as JSON: the control API's `Event`.

import type { JsonObject } from '../../spec/index.ts';
import type { MockEvent } from '../journal/events.ts';
import type { Redaction } from './redact.ts';
import { renderExchangeShort, roundDuration } from './render-exchange.ts';
import { renderStep } from './steps.ts';

/** One event; `type` is one of exchange, sent, session, dropped, entity, clock, scenarios, documents, pacts, step and upstream. */
export function renderEvent(event: MockEvent, redaction: Redaction): JsonObject {
	switch (event.type) {
		case 'exchange.added':
			return { type: 'exchange', session: event.session, exchange: renderExchangeShort(event.exchange, redaction) };
		case 'exchange.ended': {
			const { id, durationMs } = event.exchange;
			return { type: 'sent', session: event.session, sent: { id, durationMs: roundDuration(durationMs) } };
		}
		case 'session.created':
		case 'session.reset':
		case 'session.restored':
		case 'session.cued':
		case 'session.cleared':
			return { type: 'session', session: event.session, change: event.type.slice('session.'.length) };
		case 'session.used':
			return {
				type: 'session',
				session: event.session,
				change: 'used',
				scenario: event.scenario,
				parameters: { ...event.parameters },
			};
		case 'session.dropped':
			return { type: 'dropped', session: event.session };
		case 'entity.changed': {
			const { kind, resource, key, scope, before, after } = event.change;
			return {
				type: 'entity',
				session: event.session,
				entity: {
					change: kind,
					resource,
					key: redaction.key(key, resource),
					scope: [...scope],
					...(before && { before: redaction.entity(before, resource) }),
					...(after && { after: redaction.entity(after, resource) }),
				},
			};
		}
		case 'clock.moved':
			return { type: 'clock', session: event.session, clock: { ...event.clock } };
		case 'scenarios.reloaded':
			return { type: 'scenarios', session: null, names: [...event.names] };
		case 'documents.reloaded': {
			const { files, operations, mistake } = event;
			return {
				type: 'documents',
				session: null,
				documents: { files: [...files], operations, ...(mistake !== undefined && { mistake }) },
			};
		}
		case 'step.done':
			return { type: 'step', session: event.session, step: renderStep(event.step) };
		case 'upstream.changed':
			return { type: 'upstream', session: event.session ?? null };
		case 'pacts.changed':
			return { type: 'pacts', session: null };
	}
}
