// Sends the webhooks that events triggered: few at once, again after a while where it failed, and on after a restart.

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { isAlive } from '../../../spec/index.ts';
import type { BrokerFolder } from '../store/broker-folder.ts';
import type { Webhook, WebhookEvent } from '../store/broker-records.ts';
import { compareText } from '../store/broker-state.ts';
import { PrivateFiles } from './private-files.ts';
import { WebhookSecrets } from './secrets.ts';
import { type Attempt, sendWebhook } from './send-webhook.ts';
import type { Parameters } from './templates.ts';
import type { WebhookOptions, WebhookRules } from './webhook-rules.ts';

/** Requests under way at once, of one host, and of tests. */
const MAX_ACTIVE = 8;
const MAX_ACTIVE_OF_HOST = 2;
const MAX_TESTS = 4;
/** Waiting at once; more are not sent. */
const MAX_WAITING = 1_000;
/** Kept after they were sent, the newest. */
const MAX_FINISHED = 500;
/** Of the log of one of them, its end. */
const MOST_LOGS = 32 * 1024;
/** The Pact Broker's: after each failed attempt, in ms; then it is given up. */
const PAUSES_MS = [10_000, 60_000, 120_000, 300_000, 600_000, 1_200_000];
/** What is overdue for so long belongs to no broker that runs. */
const ORPHANED_MS = 600_000;

/** A webhook that is to be sent, or was. */
export interface TriggeredWebhook {
	uuid: string;
	webhook: string;
	/** `POST ci.example.com` */
	name: string;
	event: WebhookEvent;
	consumer: string;
	provider: string;
	consumerVersion: string;
	sha: string;
	/** The number of the verification that triggered it. */
	verification?: number;
	parameters: Parameters;
	status: 'not_run' | 'retrying' | 'success' | 'failure';
	attempts: number;
	triggeredAt: string;
	/** When it is tried next, in ms since 1970. */
	nextAt: number;
	logs: string;
	owner: { pid: number; host: string };
}

export type NewTriggeredWebhook = Omit<
	TriggeredWebhook,
	'uuid' | 'status' | 'attempts' | 'triggeredAt' | 'nextAt' | 'logs' | 'owner'
>;

export interface WebhookRunnerOptions extends Pick<WebhookOptions, 'pausesMs' | 'timeoutMs'> {
	folder: BrokerFolder;
	rules: WebhookRules;
	/** Called with what went wrong where it should not have. */
	report(error: unknown): void;
}

/** Sends what is triggered, from its first `wake` until it is closed; what is left then is sent by the next one on the folder. */
export class WebhookRunner {
	readonly rules: WebhookRules;
	readonly secrets: WebhookSecrets;
	readonly pausesMs: readonly number[];
	readonly #options: WebhookRunnerOptions;
	readonly #files: PrivateFiles;
	readonly #closed = new AbortController();
	readonly #all = new Map<string, TriggeredWebhook>();
	readonly #active = new Map<string, TriggeredWebhook>();
	#tests = 0;
	#timer: NodeJS.Timeout | undefined;

	constructor(options: WebhookRunnerOptions) {
		this.#options = options;
		this.rules = options.rules;
		this.pausesMs = options.pausesMs ?? PAUSES_MS;
		this.secrets = new WebhookSecrets(options.folder.path);
		this.#files = new PrivateFiles(options.folder.path, 'triggered');
		const known = this.#files.list() as unknown as TriggeredWebhook[];
		for (const one of known.toSorted((a, b) => compareText(String(a.triggeredAt), String(b.triggeredAt))))
			this.#adopt(one);
	}

	/** All that is known, the oldest first. */
	list(): TriggeredWebhook[] {
		return [...this.#all.values()];
	}

	/** Notes on disk what is to be sent, so that it outlives this process; `wake` sends it. */
	enqueue(triggered: readonly NewTriggeredWebhook[]): TriggeredWebhook[] {
		let waiting = this.list().filter(isWaiting).length;
		// What has no room is told once, and not by a file for each.
		const room = Math.max(0, MAX_WAITING - waiting);
		const rest = triggered.length - room;
		return triggered.slice(0, room + 1).map((one) => {
			const isFull = waiting++ >= MAX_WAITING;
			const whole: TriggeredWebhook = {
				...one,
				uuid: randomUUID(),
				status: isFull ? 'failure' : 'not_run',
				attempts: 0,
				triggeredAt: new Date().toISOString(),
				nextAt: Date.now(),
				logs: isFull ? `Not sent, with ${rest - 1} more: ${MAX_WAITING} webhooks are waiting\n` : '',
				owner: OWNER,
			};
			this.#keep(whole);
			return whole;
		});
	}

	/** Sends what is due. */
	wake(): void {
		clearTimeout(this.#timer);
		if (this.#closed.signal.aborted) return;
		const now = Date.now();
		let next = Number.POSITIVE_INFINITY;
		for (const one of this.#all.values()) {
			if (!isWaiting(one) || !isOwn(one) || this.#active.has(one.uuid)) continue;
			if (one.nextAt > now) next = Math.min(next, one.nextAt);
			else if (this.#hasRoom(one)) this.#start(one);
		}
		if (Number.isFinite(next)) {
			this.#timer = setTimeout(() => this.wake(), next - now);
			this.#timer.unref();
		}
	}

	/** Sends one webhook now, once, for somebody who waits; undefined: too many do. Never rejects. */
	async test(
		webhook: Webhook,
		parameters: Parameters,
		secrets?: ReadonlyMap<string, string>,
	): Promise<Attempt | undefined> {
		if (this.#tests >= MAX_TESTS) return undefined;
		this.#tests++;
		try {
			return await this.#send(webhook, parameters, secrets ?? this.secrets.read(webhook.uuid));
		} finally {
			this.#tests--;
		}
	}

	/** Gives up those under way; they are tried again by the next one on the folder. */
	close(): void {
		clearTimeout(this.#timer);
		this.#closed.abort();
	}

	#adopt(one: TriggeredWebhook): void {
		if (typeof one.uuid !== 'string' || typeof one.webhook !== 'string' || typeof one.nextAt !== 'number') return;
		const isOrphan =
			one.owner?.host === OWNER.host
				? one.owner.pid === OWNER.pid || !isAlive(one.owner.pid)
				: one.nextAt + ORPHANED_MS < Date.now();
		const adopted = isWaiting(one) && isOrphan ? { ...one, owner: OWNER } : one;
		if (adopted === one) this.#all.set(one.uuid, one);
		else this.#keep(adopted);
	}

	#hasRoom({ name }: TriggeredWebhook): boolean {
		const ofHost = [...this.#active.values()].filter((other) => other.name === name).length;
		return this.#active.size < MAX_ACTIVE && ofHost < MAX_ACTIVE_OF_HOST;
	}

	#start(one: TriggeredWebhook): void {
		this.#active.set(one.uuid, one);
		void this.#attempt(one)
			.catch(this.#options.report)
			.finally(() => {
				this.#active.delete(one.uuid);
				this.wake();
			});
	}

	async #attempt(one: TriggeredWebhook): Promise<void> {
		const state = this.#options.folder.read();
		const webhook = state.webhooks.find(({ uuid }) => uuid === one.webhook);
		const isThere = state
			.publications(one.provider)
			.some(({ consumer, pact }) => consumer === one.consumer && pact.sha === one.sha);
		const lost = !webhook
			? 'the webhook was removed'
			: !webhook.enabled
				? 'the webhook was switched off'
				: !isThere
					? 'the pact is not there'
					: undefined;
		if (!webhook || lost !== undefined) {
			this.#keep({ ...one, status: 'failure', logs: `${one.logs}Not sent: ${lost}\n` });
			return;
		}
		const { isSuccess, logs } = await this.#send(webhook, one.parameters, this.secrets.read(webhook.uuid));
		if (this.#closed.signal.aborted) return;
		const pause = this.pausesMs[one.attempts];
		this.#keep({
			...one,
			attempts: one.attempts + 1,
			status: isSuccess ? 'success' : pause === undefined ? 'failure' : 'retrying',
			nextAt: Date.now() + (pause ?? 0),
			logs: `${one.logs}${logs}`.slice(-MOST_LOGS),
		});
	}

	#send(webhook: Webhook, parameters: Parameters, secrets: ReadonlyMap<string, string>): Promise<Attempt> {
		const { rules, timeoutMs } = this.#options;
		const signal = this.#closed.signal;
		return sendWebhook({ webhook, secrets, parameters, rules, signal, ...(timeoutMs !== undefined && { timeoutMs }) });
	}

	#keep(one: TriggeredWebhook): void {
		// Known first: where the disk is full, it is not sent again and again.
		this.#all.set(one.uuid, one);
		this.#files.write(one.uuid, one);
		const finished = this.list().filter((other) => !isWaiting(other));
		for (const { uuid } of finished.slice(0, Math.max(0, finished.length - MAX_FINISHED))) {
			this.#all.delete(uuid);
			this.#files.remove(uuid);
		}
	}
}

const OWNER = { pid: process.pid, host: hostname() };

function isWaiting({ status }: TriggeredWebhook): boolean {
	return status === 'not_run' || status === 'retrying';
}

function isOwn({ owner }: TriggeredWebhook): boolean {
	return owner.pid === OWNER.pid && owner.host === OWNER.host;
}
