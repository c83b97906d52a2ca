// A folder broker's folder: read by anybody at any time, changed by one at a time.

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
	findStats,
	isMissing,
	removeFile,
	StartupError,
	sweepDrafts,
	tellUnread,
	writeWhole,
} from '../../../spec/index.ts';
import type {
	Deployment,
	Environment,
	Order,
	Participant,
	Release,
	Verification,
	Version,
	Webhook,
} from './broker-records.ts';
import { type BrokerState, indexRecords } from './broker-state.ts';
import { lockFolder } from './folder-lock.ts';
import { type PactContent, parsePact } from './pact-content.ts';
import { type BrokenFile, RecordReader } from './read-records.ts';
import {
	locateDeployment,
	locateDocument,
	locateEnvironment,
	locateOlderVerification,
	locatePact,
	locateParticipant,
	locateRelease,
	locateVerification,
	locateVersion,
	locateWebhook,
} from './record-paths.ts';

export interface FolderOptions {
	/** Default: the machine's clock. */
	now?: () => Date;
	/** Default: random UUIDs. */
	newId?: () => string;
}

/** What a change may do, while nobody else changes the folder. Every call writes one file whole. */
export interface FolderWriter {
	/** As the files say it at the beginning of the change. */
	readonly state: BrokerState;
	/** The time of the change, e.g. `2026-11-23T05:15:42+00:00`. */
	readonly now: string;
	newId(): string;
	/** A word that tells a file from those of other git branches, e.g. `3f9a01bc`. */
	newFile(): string;
	/** A number higher than any in the folder. */
	nextOrder(): Order;
	saveParticipant(participant: Participant): void;
	removeParticipant(participant: Participant): void;
	saveVersion(version: Version): void;
	removeVersion(version: Version): void;
	/** The content of a pact, under its hash; content that is there already is left as it is. */
	savePact(pact: { consumer: string; provider: string; sha: string; content: PactContent }): void;
	/** The contents of all pacts of a consumer with a provider. */
	removePacts(pair: { consumer: string; provider: string }): void;
	/** The text of a document, under its hash. */
	saveDocument(document: { provider: string; sha: string; text: string }): void;
	removeDocuments(provider: string): void;
	saveVerification(verification: Verification): void;
	removeVerification(verification: Verification): void;
	saveEnvironment(environment: Environment): void;
	removeEnvironment(environment: Environment): void;
	saveDeployment(deployment: Deployment): void;
	removeDeployment(deployment: Deployment): void;
	saveRelease(release: Release): void;
	removeRelease(release: Release): void;
	saveWebhook(webhook: Webhook): void;
	removeWebhook(webhook: Webhook): void;
}

export interface BrokerFolder {
	/** As given, e.g. `contracts/broker`. */
	readonly path: string;
	/** Files that hold no record; the others are still served by `read`. */
	listBroken(): readonly BrokenFile[];
	/** The folder as it is now. One that doesn't exist yet is empty. */
	read(): BrokerState;
	/** The content of a pact; undefined: it isn't there, or no pact any more. */
	readPact(pact: { consumer: string; provider: string; sha: string }): PactContent | undefined;
	/** The text of a document; undefined: it isn't there. */
	readDocument(document: { provider: string; sha: string }): string | undefined;
	/**
	 * Runs a change under the folder's lock, and makes the folder if need be. The change must not wait for anything. Throws `FolderBusy`
	 * after 15 seconds, and the system's errors; each file is then as it was or as it should be.
	 */
	change<T>(change: (writer: FolderWriter) => T): Promise<T>;
}

function refuseFile(path: string): void {
	let reason: string;
	try {
		readdirSync(path);
		return;
	} catch (error) {
		const isFile = findStats(path)?.isFile() === true;
		if (!isFile && isMissing(error)) return;
		reason = isFile ? "is no folder, so it can't be a broker's" : `can't be read: ${tellUnread(error)}`;
	}
	throw new StartupError({
		code: 'broker.unreachable',
		message: `${path} ${reason}`,
		remedy: 'name a folder, which need not be there yet, or the URL of a broker',
	});
}

/** Opens a folder, whether it exists or not. Nothing is written before the first change. Throws a StartupError (`broker.unreachable`) for what is a file. */
export function openBrokerFolder(path: string, options: FolderOptions = {}): BrokerFolder {
	refuseFile(path);
	const reader = new RecordReader(path);
	const now = options.now ?? (() => new Date());
	const newId = options.newId ?? randomUUID;
	let indexed: { of: unknown; state: BrokerState } | undefined;
	let swept = false;
	const read = (): BrokerState => {
		const { records } = reader.read();
		if (indexed?.of !== records) indexed = { of: records, state: indexRecords(records) };
		return indexed.state;
	};
	return {
		path,
		listBroken: () => reader.read().broken,
		read,
		readPact: (pact) => readPactFile(join(path, locatePact(pact))),
		readDocument: (document) => readText(join(path, locateDocument(document))),
		change: async (change) => {
			mkdirSync(path, { recursive: true });
			const unlock = await lockFolder(path);
			try {
				if (!swept) sweepDrafts(path);
				swept = true;
				return change(createWriter({ path, state: read(), now: formatTime(now()), newId }));
			} finally {
				unlock();
			}
		},
	};
}

function createWriter({
	path,
	state,
	now,
	newId,
}: {
	path: string;
	state: BrokerState;
	now: string;
	newId: () => string;
}): FolderWriter {
	let order = state.nextOrder;
	const save = (file: string, record: object): void => {
		const whole = join(path, file);
		mkdirSync(dirname(whole), { recursive: true });
		writeWhole(whole, `${JSON.stringify(record, null, 2)}\n`);
	};
	const remove = (file: string): void => removeFile(join(path, file));
	const removeFolder = (folder: string): void => rmSync(join(path, folder), { recursive: true, force: true });
	return {
		state,
		now,
		newId,
		newFile: () => randomBytes(4).toString('hex'),
		nextOrder: () => order++,
		saveParticipant: (participant) => save(locateParticipant(participant), participant),
		removeParticipant: (participant) => remove(locateParticipant(participant)),
		saveVersion: ({ otherFiles = [], ...version }) => {
			save(locateVersion(version), version);
			for (const file of otherFiles) remove(locateVersion({ ...version, file }));
		},
		removeVersion: ({ otherFiles = [], ...version }) => {
			for (const file of [version.file, ...otherFiles]) remove(locateVersion({ ...version, file }));
		},
		savePact: ({ content, ...pact }) => {
			if (readPactFile(join(path, locatePact(pact))) === undefined) save(locatePact(pact), content);
		},
		saveDocument: ({ text, ...document }) => {
			const whole = join(path, locateDocument(document));
			mkdirSync(dirname(whole), { recursive: true });
			writeWhole(whole, text);
		},
		removePacts: (pair) => removeFolder(dirname(locatePact({ ...pair, sha: '' }))),
		removeDocuments: (provider) => removeFolder(dirname(locateDocument({ provider, sha: '' }))),
		saveVerification: (verification) => save(locateVerification(verification), verification),
		removeVerification: (verification) => {
			remove(locateVerification(verification));
			remove(locateOlderVerification(verification));
		},
		saveEnvironment: (environment) => save(locateEnvironment(environment), environment),
		removeEnvironment: (environment) => remove(locateEnvironment(environment)),
		saveDeployment: (deployment) => save(locateDeployment(deployment), deployment),
		removeDeployment: (deployment) => remove(locateDeployment(deployment)),
		saveRelease: (release) => save(locateRelease(release), release),
		removeRelease: (release) => remove(locateRelease(release)),
		saveWebhook: (webhook) => save(locateWebhook(webhook), webhook),
		removeWebhook: (webhook) => remove(locateWebhook(webhook)),
	};
}

function readText(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if (isMissing(error)) return undefined;
		throw error;
	}
}

function readPactFile(path: string): PactContent | undefined {
	const text = readText(path);
	if (text === undefined) return undefined;
	const parsed = parsePact(text);
	return parsed.ok ? parsed.pact : undefined;
}

/** `2026-11-23T05:15:42+00:00`, as the Pact Broker writes times. */
function formatTime(time: Date): string {
	return `${time.toISOString().slice(0, 19)}+00:00`;
}
