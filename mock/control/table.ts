// Which function carries out which operation of the control API's document.

import type { Handler } from './call.ts';
import { getClock, setClock } from './clock.ts';
import { getCoverage } from './coverage.ts';
import { addCue, checkCue, clearCues } from './cues.ts';
import { createEntity, deleteEntity, getEntity, listEntities, patchEntity } from './entities.ts';
import { exportRequests, importRequests } from './har.ts';
import { getControlDocument, getHealth } from './health.ts';
import { clearRequests, getRequest, listRequests } from './journal.ts';
import { makeAnswer } from './make-answer.ts';
import { changeEntities, generateEntities } from './many-entities.ts';
import { getOperation, listOperations } from './operations.ts';
import { changeProviderState } from './provider-states.ts';
import { noteReads } from './reads.ts';
import { recordSession } from './record-session.ts';
import { replayRequest, replaySnapshot } from './replay.ts';
import { listResources } from './resources.ts';
import { checkScenario, deleteScenario, saveScenario } from './scenario-files.ts';
import { getScenario, listScenarios } from './scenarios.ts';
import { sendRequest } from './send-request.ts';
import { deleteSession, getSession, listSessions, resetAll } from './sessions.ts';
import { getSnapshot, restoreSnapshot } from './snapshot.ts';
import { listTimeline, listUndo, undo } from './steps.ts';
import { getUpstream, setUpstream } from './upstream.ts';
import { resetSession, useScenario } from './use-scenario.ts';
import { setVariant } from './variant.ts';

/** By operationId; a test holds it to the document in both directions. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
	['getHealth', getHealth],
	['getControlDocument', getControlDocument],
	['listScenarios', listScenarios],
	['getScenario', getScenario],
	['saveScenario', saveScenario],
	['deleteScenario', deleteScenario],
	['checkScenario', checkScenario],
	['listOperations', listOperations],
	['getOperation', getOperation],
	['makeAnswer', makeAnswer],
	['checkCue', checkCue],
	['listResources', listResources],
	['listSessions', listSessions],
	['getSession', getSession],
	['deleteSession', deleteSession],
	['useScenario', useScenario],
	['resetSession', resetSession],
	['listTimeline', listTimeline],
	['listUndo', listUndo],
	['undo', undo],
	['addCue', addCue],
	['clearCues', clearCues],
	['listRequests', listRequests],
	['clearRequests', clearRequests],
	['getRequest', getRequest],
	['noteReads', noteReads],
	['replayRequest', replayRequest],
	['sendRequest', sendRequest],
	['replaySnapshot', replaySnapshot],
	['exportRequests', exportRequests],
	['importRequests', importRequests],
	['recordSession', recordSession],
	['listEntities', listEntities],
	['createEntity', createEntity],
	['generateEntities', generateEntities],
	['changeEntities', changeEntities],
	['getEntity', getEntity],
	['patchEntity', patchEntity],
	['deleteEntity', deleteEntity],
	['getClock', getClock],
	['setClock', setClock],
	['setVariant', setVariant],
	['getUpstream', getUpstream],
	['setUpstream', setUpstream],
	['getSnapshot', getSnapshot],
	['restoreSnapshot', restoreSnapshot],
	['changeProviderState', changeProviderState],
	['getCoverage', getCoverage],
	['streamEvents', () => ({ kind: 'stream' })],
	['resetAll', resetAll],
]);
