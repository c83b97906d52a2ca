// The door of the control API (`/__admin`): the guard first, then the API's own document decides what a call means.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { isConsolePath, serveConsole } from '../console/serve.ts';
import type { Engine } from '../pipeline/engine.ts';
import { splitSessionPrefix } from '../request/session.ts';
import type { MockRequest } from '../types/request.ts';
import { answerCall, type Dispatcher, openDispatcher, send } from './dispatch.ts';
import { followEntityTools } from './entity-tools.ts';
import { createEventHub, MAX_CLIENTS } from './events.ts';
import { createGuard } from './guard.ts';
import type { ReadPacts } from './pact-coverage.ts';
import { followRedaction } from './redact.ts';
import { openStream, sendOutgoing } from './send.ts';

const HEALTH_PATH = '/__admin/health';

/** The control API of one mock. */
export interface Control {
	/** Answers one call; `target` is the request as the shell has read it. Never throws. */
	handle(request: IncomingMessage, response: ServerResponse, target: MockRequest): void;
	/** Ends the event streams. */
	close(): void;
}

/** Where the mock listens; `undefined` inside somebody's own app. */
export interface ControlArgs {
	engine: Engine;
	/** Of this package. */
	version: string;
	listening: () => { host: string; port: number } | undefined;
	readPacts?: ReadPacts | undefined;
}

/** Puts the control API together. Its document is read with the first call. */
export function createControl({ engine, version, listening, readPacts }: ControlArgs): Control {
	const guard = createGuard(engine.options, () => listening()?.host);
	const redaction = followRedaction(() => engine.documents);
	const entityTools = followEntityTools(engine);
	const hub = createEventHub(engine.events, redaction);
	let dispatcher: Promise<Dispatcher> | undefined;

	const serve = async (
		request: IncomingMessage,
		response: ServerResponse,
		target: MockRequest,
		maySteer: boolean,
	): Promise<void> => {
		dispatcher ??= openDispatcher();
		const prefix = splitSessionPrefix((request.url ?? '').split('?', 1)[0] as string).name;
		const reply = await answerCall({
			dispatcher: await dispatcher,
			request,
			target,
			context: { engine, version, redaction, entities: entityTools(), readPacts, prefix, maySteer },
		});
		switch (reply.kind) {
			case 'aborted':
				response.destroy();
				return;
			case 'send':
				sendOutgoing(response, reply.outgoing);
				return;
			case 'stream':
				if (hub.size >= MAX_CLIENTS) {
					const detail = `${MAX_CLIENTS} clients follow the events already: close one of them.`;
					const refusal = send(reply.plan, { kind: 'problem', status: 503, detail, headers: { 'Retry-After': '15' } });
					if (refusal.kind === 'send') sendOutgoing(response, refusal.outgoing);
					return;
				}
				openStream(response);
				if (request.method === 'HEAD') response.end();
				else hub.add(response);
		}
	};

	return {
		handle(request, response, target) {
			const isPage = isConsolePath(target.path);
			const refusal = guard(request, target.target, isPage ? 'page' : 'api');
			// Whether the mock is up may be asked by anybody: probes know neither its names nor its token.
			const isProbe = target.path === HEALTH_PATH && (target.method === 'GET' || target.method === 'HEAD');
			if (refusal && !(isProbe && refusal.reason === 'caller')) {
				const { reason: _reason, ...problem } = refusal;
				const reply = send(undefined, { kind: 'problem', ...problem });
				if (reply.kind === 'send') sendOutgoing(response, reply.outgoing);
				return;
			}
			const answer = async (): Promise<void> => {
				if (!isPage || !(await serveConsole(request, response, target.path)))
					await serve(request, response, target, refusal === undefined);
			};
			answer().catch((error: unknown) => {
				engine.report(error);
				const detail = describeCrash(error);
				const reply = send(undefined, { kind: 'problem', status: 500, detail });
				if (reply.kind === 'send') sendOutgoing(response, reply.outgoing);
			});
		},
		close: () => hub.close(),
	};
}

/** A schema that doesn't compile is the user's to mend, and may be named; all else is in the log. */
function describeCrash(error: unknown): string {
	if (error instanceof Error && error.name === 'SchemaError') return `A schema does not compile: ${error.message}.`;
	return 'Something unexpected went wrong; the log of the mock has the details.';
}
