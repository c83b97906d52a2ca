// What a running mock consists of: made once at start, handed to each request.

import type { ApiDocument, Resource } from '../../spec/index.ts';
import type { CallbackSender } from '../callbacks/callback-sender.ts';
import type { EffectContext } from '../effects/effect-context.ts';
import type { EventBus } from '../journal/events.ts';
import type { MockOptions } from '../options/mock-options.ts';
import type { TokenVerifier } from '../request/authenticate.ts';
import type { ScenarioLibrary } from '../scenarios/library.ts';
import type { ScenarioFolder } from '../scenarios/scenario-folder.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Forwarding } from '../upstream/forwarding.ts';
import type { OperationRouter } from './operation-plan.ts';

/**
 * The parts of a running mock. Nothing here changes per request but what the sessions hold and the plans' counters. Documents,
 * resources and router are replaced together when the documents are saved: who keeps what was made of them asks again.
 */
export interface Engine {
	readonly options: MockOptions;
	readonly documents: readonly ApiDocument[];
	readonly resources: ReadonlyMap<string, Resource>;
	/** What the effects of all operations have in common. */
	readonly effects: EffectContext;
	readonly router: OperationRouter;
	readonly sessions: Sessions;
	readonly scenarios: ScenarioLibrary;
	/** Where the files of the scenarios are, or would be. */
	readonly scenarioFolder: ScenarioFolder;
	readonly events: EventBus;
	readonly callbacks: CallbackSender;
	/** Present with `--upstream`. */
	readonly forwarding: Forwarding | undefined;
	/** Present under `--auth verify`. */
	readonly verifyToken: TokenVerifier | undefined;
	/** Tells this run of the mock from any other. */
	readonly run: string;
	/** Epoch ms. */
	readonly startedAtMs: number;
	/** Told of what nobody expected: an error with its stack, never shown to a client. */
	readonly report: (error: unknown) => void;
}
