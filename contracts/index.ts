// The door of the contracts: pacts written from traffic, checked, verified, published, and what they cover. What a function needs
// is read from disk with its first call; nothing of Pact loads before something is verified.

import type { checkPacts as check } from './check/check-pacts.ts';
import type { diffDocuments as diff } from './diff/diff-documents.ts';
import type { BrokerServer, BrokerServerOptions } from './folder-broker/http/server.ts';
import type { openBrokerFolder as openFolder } from './folder-broker/store/broker-folder.ts';
import type { loadPacts as load } from './pact/index.ts';
import type { verifyPacts as verify } from './verify/verify-pacts.ts';
import type { WriteOptions, WriteResult } from './write/write-types.ts';

export type { CheckInput } from './check/check-pacts.ts';
export type { Change, ChangeCode } from './diff/change.ts';
export type { DiffInput } from './diff/diff-documents.ts';
export type { DiffReport } from './diff/diff-report.ts';
export type { ConsumerBreaks } from './diff/find-breaks.ts';
export type { ContractCode, ContractFinding, Severity } from './finding.ts';
export type { BrokerFolder, FolderOptions } from './folder-broker/store/broker-folder.ts';
export type { LoadedPacts, Pact } from './pact/index.ts';
export { type TrackedFetch, type TrackOptions, trackReads } from './reads/track-reads.ts';
export type { BrokerAccess, PublishOptions, VerifyOptions, VerifyReport } from './verify/verify-types.ts';
export type { Notice, WriteOptions, WriteResult } from './write/write-types.ts';
export type { BrokerServer, BrokerServerOptions };

/** `writePacts` of write/write-pacts.ts: a consumer's pact out of a mock's journal. */
export const writePacts = async (options: WriteOptions): Promise<WriteResult> =>
	(await import('./write/write-pacts.ts')).writePacts(options);

/** `loadPacts` of pact/load-pacts.ts: files, folders and URLs as pacts. */
export const loadPacts: typeof load = async (...args) => (await import('./pact/index.ts')).loadPacts(...args);

/** `checkPacts` of check/check-pacts.ts: pacts against documents, without a server. */
export const checkPacts: typeof check = async (...args) => (await import('./check/check-pacts.ts')).checkPacts(...args);

/** `diffDocuments` of diff/diff-documents.ts: what changed between two documents, and whom it breaks. */
export const diffDocuments: typeof diff = async (...args) =>
	(await import('./diff/diff-documents.ts')).diffDocuments(...args);

/** `verifyPacts` of verify/verify-pacts.ts: the real Pact verifier over the mock, or over a running provider. */
export const verifyPacts: typeof verify = async (...args) =>
	(await import('./verify/verify-pacts.ts')).verifyPacts(...args);

/** `openBrokerFolder` of folder-broker/: a folder as a broker, with no server. */
export const openBrokerFolder = async (
	...args: Parameters<typeof openFolder>
): Promise<Awaited<ReturnType<typeof openFolder>>> =>
	(await import('./folder-broker/index.ts')).openBrokerFolder(...args);

/** `startBrokerServer` of folder-broker/: that folder as a Pact Broker. */
export const startBrokerServer = async (options: BrokerServerOptions): Promise<BrokerServer> =>
	(await import('./folder-broker/index.ts')).startBrokerServer(options);
