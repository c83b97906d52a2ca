// Files at http(s) addresses that take effect when they change: asked for again and again, by what their servers told of them.

import { type Edition, fetchFile, isLoopbackAddress, machine, StartupError } from '../../spec/index.ts';

/** How often an address on this machine is asked: cheap, where its server knows an ETag or a Last-Modified. */
const QUICK_MS = 2000;
/** Without either the whole file is sent each time. */
const WHOLE_MS = 10_000;
/** On another host. */
const REMOTE_MS = 30_000;
/** The longest wait for a server that is away: each time it doubles. */
const LONGEST_MS = 60_000;

/** A poll over addresses that may become others. */
export interface AddressPoll {
	/** Asks for these from now on, and no others; each with the edition that is known. */
	set(addresses: ReadonlyMap<string, Edition>): void;
	/** Ends it; no listener is called afterwards. */
	close(): void;
}

/**
 * Calls `onChange` when a file at one of the addresses is another than its known edition, and `onAway` once when its server can't
 * be asked any more. Answers take ten seconds and 64 MiB at most. Keeps no process alive.
 */
export function pollAddresses(args: {
	mayFetch: (url: string) => boolean;
	onChange: () => void;
	onAway: (error: StartupError) => void;
	onError: (error: unknown) => void;
	/** For tests: stands in the place of all intervals. */
	everyMs?: number | undefined;
}): AddressPoll {
	const polls = new Map<string, { edition: Edition; failures: number; timer: NodeJS.Timeout | undefined }>();

	const schedule = (url: string): void => {
		const poll = polls.get(url);
		if (!poll) return;
		const wait = Math.min(waitFor(url, poll.edition) * 2 ** Math.min(poll.failures, 10), args.everyMs ?? LONGEST_MS);
		poll.timer = machine.setTimeout(() => void ask(url).catch(args.onError), wait);
		poll.timer.unref();
	};
	const waitFor = (url: string, { etag, lastModified }: Edition): number => {
		if (args.everyMs !== undefined) return args.everyMs;
		if (!isLoopbackAddress(url)) return REMOTE_MS;
		return etag === undefined && lastModified === undefined ? WHOLE_MS : QUICK_MS;
	};
	const ask = async (url: string): Promise<void> => {
		const poll = polls.get(url);
		if (!poll) return;
		try {
			const { edition } = await fetchFile(url, { role: 'document', mayFetch: args.mayFetch, known: poll.edition });
			if (polls.get(url) !== poll) return;
			const isNew = edition.digest !== poll.edition.digest;
			poll.edition = edition;
			// Who was away may have come back as another.
			poll.failures = 0;
			if (isNew) args.onChange();
		} catch (error) {
			if (!(error instanceof StartupError)) throw error;
			if (polls.get(url) !== poll) return;
			poll.failures += 1;
			if (poll.failures === 1) args.onAway(error);
		} finally {
			if (polls.get(url) === poll) schedule(url);
		}
	};

	return {
		set(addresses) {
			for (const [url, { timer }] of polls) {
				if (addresses.has(url)) continue;
				machine.clearTimeout(timer);
				polls.delete(url);
			}
			for (const [url, edition] of addresses) {
				const known = polls.get(url);
				if (known) known.edition = edition;
				else {
					polls.set(url, { edition, failures: 0, timer: undefined });
					schedule(url);
				}
			}
		},
		close() {
			for (const { timer } of polls.values()) machine.clearTimeout(timer);
			polls.clear();
		},
	};
}
