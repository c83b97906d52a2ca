// Documents that take effect when they are saved: files, what they refer to, overlays, and addresses.

import {
	createFetchRule,
	type Edition,
	isAddress,
	type LoadedDocuments,
	type LoadOptions,
	loadDocuments,
	StartupError,
} from '../../spec/index.ts';
import { type AddressPoll, pollAddresses } from '../files/poll-addresses.ts';
import { type FilesWatch, stampFile, watchFiles } from '../files/watch-files.ts';
import { type CheckedAhead, findCheckedAhead } from '../options/checked-ahead.ts';
import type { MockOptions } from '../options/mock-options.ts';

/** What the documents of a mock were read from. */
interface ReadFrom {
	/** Absolute paths, each with what told its state before it was read. */
	files: Map<string, string>;
	addresses: Map<string, Edition>;
}

/** The options of a mock, as far as they say what to load and how. */
type Sources = Pick<MockOptions, 'documents' | 'overlays' | 'allowRemoteRefs' | 'infer'>;

/** Documents, and the way to keep up with them. */
export interface DocumentSource {
	/** Loads them. Throws StartupError. */
	load(): Promise<LoadedDocuments>;
	/** Whether a scenario file was held to the documents as they were loaded last, and is as it was then. */
	isChecked(file: string): boolean;
	/**
	 * Loads them anew whenever something has changed of all that the last attempt has read or looked for, one attempt at a time, and
	 * hands them to `onChange`; a StartupError of an attempt goes to `onMistake`. Standard input and values don't change.
	 */
	watch(listeners: {
		onChange: (loaded: LoadedDocuments) => void;
		onMistake: (error: StartupError) => void;
		onError: (error: unknown) => void;
		quietMs?: number;
		pollMs?: number | undefined;
	}): { close(): void };
}

/** An editor that truncates a file before it writes it is given so much time, in ms. */
const QUIET_MS = 100;

/** The documents that a mock's options name. */
export function createDocumentSource({ documents, overlays, allowRemoteRefs, infer }: Sources): DocumentSource {
	let from: ReadFrom = { files: new Map(), addresses: new Map() };
	let ahead: CheckedAhead | undefined;

	const load = async (): Promise<LoadedDocuments> => {
		const reading: ReadFrom = { files: new Map(), addresses: new Map() };
		const onFile = (path: string): void => void (reading.files.has(path) || reading.files.set(path, stampFile(path)));
		const options: LoadOptions = {
			overlays,
			allowRemoteRefs,
			infer,
			onFile,
			onAddress: (url, edition) => void reading.addresses.set(url, edition),
		};
		try {
			ahead = findCheckedAhead({ documents, overlays, infer }, { onFile });
			const loaded = ahead?.documents ?? (await loadDocuments(documents, options));
			from = reading;
			return loaded;
		} catch (error) {
			// What the last good ones were read from may be mended as well.
			from = {
				files: new Map([...from.files, ...reading.files]),
				addresses: new Map([...from.addresses, ...reading.addresses]),
			};
			throw error;
		}
	};
	const hasChanged = (): boolean => [...from.files].some(([path, stamp]) => stampFile(path) !== stamp);

	return {
		load,
		isChecked: (file) => ahead?.isChecked(file) ?? false,
		watch({ onChange, onMistake, onError, quietMs = QUIET_MS, pollMs }) {
			if (documents.includes('-')) return { close() {} };
			let isClosed = false;
			let isRunning = false;
			let isStale = false;
			let files: FilesWatch | undefined;
			let addresses: AddressPoll | undefined;

			const follow = (): void => {
				files?.set(from.files.keys());
				addresses?.set(from.addresses);
			};
			const attempt = async (): Promise<void> => {
				try {
					const loaded = await load();
					if (!isClosed) onChange(loaded);
				} catch (error) {
					if (isClosed) return;
					if (error instanceof StartupError) onMistake(error);
					else onError(error);
				}
				if (!isClosed) follow();
			};
			const reload = async (): Promise<void> => {
				isStale = true;
				if (isRunning) return;
				isRunning = true;
				while (isStale && !isClosed) {
					isStale = false;
					await attempt();
				}
				isRunning = false;
			};
			const start = (): void => void reload().catch(onError);

			files = watchFiles({
				quietMs,
				onError,
				// A save comes as several events.
				onChange: () => {
					if (hasChanged()) start();
				},
			});
			const rules = documents
				.filter((source): source is string => typeof source === 'string' && isAddress(source))
				.map((source) => createFetchRule(source, allowRemoteRefs));
			addresses = pollAddresses({
				mayFetch: (url) => allowRemoteRefs || rules.some((rule) => rule(url)),
				onChange: start,
				onAway: onMistake,
				onError,
				everyMs: pollMs,
			});
			follow();
			return {
				close() {
					isClosed = true;
					files?.close();
					addresses?.close();
				},
			};
		},
	};
}
