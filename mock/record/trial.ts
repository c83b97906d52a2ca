// A mock of the same documents, in this process and without a socket, on which a recording is tried.

import {
	type ApiDocument,
	type FileFinding,
	isJsonType,
	type JsonValue,
	type LoadedDocuments,
	stripMediaType,
} from '../../spec/index.ts';
import { completeOptions } from '../options/complete-options.ts';
import { createEngine } from '../pipeline/create-engine.ts';
import type { Engine } from '../pipeline/engine.ts';
import { sendInside } from '../pipeline/send-inside.ts';
import { activateScenario } from '../scenarios/activate-scenario.ts';
import { isUsable, loadScenarioText } from '../scenarios/load.ts';
import type { Observation } from './observe.ts';
import type { ShownAnswer } from './same-shape.ts';

/** A mock to try recordings on. */
export interface Trial {
	readonly engine: Engine;
	/** Begins anew with a scenario, given as its file's text; what is wrong with it, else nothing. */
	begin(scenario: { name: string; text: string }): readonly Pick<FileFinding, 'message'>[];
	/** Sends what was recorded, and tells what is answered. Whom the real API let in is let in: recordings leave credentials out. */
	send(observation: Observation): Promise<ShownAnswer & { summary: string }>;
	/** Remembers the state; call the answer to go back to it. */
	remember(): () => void;
	close(): void;
}

const SESSION = 'recording';

/** Opens the mock. Rejects with a StartupError for documents that none can be made of. */
export async function openTrial(documents: readonly ApiDocument[]): Promise<Trial> {
	const loaded: LoadedDocuments = {
		documents,
		resources: new Map(documents.flatMap(({ resources }) => [...resources])),
		operations: documents.flatMap(({ operations }) => [...operations]),
		findings: [],
	};
	const options = completeOptions({
		documents: documents.map(({ root }) => root),
		seed: 1,
		journal: 0,
	});
	const { engine, stopWatching } = await createEngine(options, { report: () => {}, loaded });
	const openEngine: Engine = { ...engine, options: { ...options, auth: 'off' } };
	const { sessions } = engine;
	const stage = {
		resources: engine.resources,
		operations: new Map(loaded.operations.map((operation) => [operation.id, operation])),
	};
	return {
		engine,
		begin({ name, text }) {
			const { scenario } = loadScenarioText(`${name}.yaml`, text, stage);
			if (!isUsable(scenario)) return scenario.findings.filter(({ severity }) => severity === 'error');
			const active = activateScenario(scenario);
			if (Array.isArray(active)) return active;
			return sessions.useScenario(sessions.get(SESSION), active);
		},
		async send({ request, requestBody, status }) {
			const { method, target, rawHeaders } = request;
			const { answer } = await sendInside(status === 401 ? engine : openEngine, {
				method,
				target,
				rawHeaders,
				body: requestBody,
				session: SESSION,
				isQuiet: true,
			});
			const name = Object.keys(answer.headers).find((one) => one.toLowerCase() === 'content-type');
			const mediaType = stripMediaType(name === undefined ? '' : (answer.headers[name] as string));
			return {
				status: answer.status,
				mediaType,
				body: readBody(answer.body, mediaType),
				summary: answer.why.note ?? '',
			};
		},
		remember() {
			const session = sessions.get(SESSION);
			const goBack = sessions.capture(session);
			return () => goBack().run();
		},
		close: stopWatching,
	};
}

/** JSON as its value, other text as it is; `undefined` for none, and for what is no text. */
function readBody(body: string | Uint8Array | undefined, mediaType: string): JsonValue | undefined {
	if (typeof body !== 'string' || body === '') return undefined;
	return isJsonType(mediaType) ? (JSON.parse(body) as JsonValue) : body;
}
