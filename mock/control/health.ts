// Whether the mock is up, what it has loaded, and this API's own document.

import type { JsonObject } from '../../spec/index.ts';
import { machine } from '../../spec/index.ts';
import { answer, type ControlCall, type Reply } from './call.ts';

/** `getHealth`: that it is up is no secret, what it serves is for who may steer it. */
export function getHealth({ engine, version, maySteer }: ControlCall): Reply {
	if (!maySteer) return answer({ status: 'up', version } satisfies JsonObject);
	const { documents, router, scenarios, sessions, startedAtMs } = engine;
	return answer({
		status: 'up',
		version,
		instance: engine.options.instance ?? engine.run,
		run: engine.run,
		uptimeMs: Math.max(0, Math.round(machine.dateMs() - startedAtMs)),
		documents: documents.map(({ file, title, version: edition, operations }) => ({
			file,
			title,
			version: edition,
			operations: operations.length,
		})),
		overlays: [...engine.options.overlays],
		counts: {
			operations: router.plans.length,
			scenarios: scenarios.names().length,
			sessions: sessions.count(),
			exchanges: sessions.list().reduce((sum, session) => sum + session.journal.length, 0),
		},
	} satisfies JsonObject);
}

/** `getControlDocument` */
export function getControlDocument({ document }: ControlCall): Reply {
	return answer(document.root);
}
