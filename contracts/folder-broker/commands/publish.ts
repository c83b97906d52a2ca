// `pact publish`.

import { readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Terminal } from '../../../mock/inner.ts';
import { expandPattern, isPattern, readTextInput, STANDARD_INPUT, tellUnread } from '../../../spec/index.ts';
import { type BrokerArguments, type PUBLISH_FLAGS, refuseOption } from '../../broker-flags.ts';
import {
	type BrokerClient,
	describeReply,
	isError,
	isPublication,
	type Reply,
	readNotices,
	refuseReply,
} from '../client/broker-client.ts';
import { listInteractions, parsePact, readParticipantName } from '../store/pact-content.ts';
import { connectByFlags } from './connect.ts';
import { cleanBranch, demandVersion, detectBranch } from './git.ts';

interface PactFile {
	path: string;
	text: string;
	consumer: string;
	provider: string;
}

/** Publishes all pacts of files and folders, each consumer's at once. 1: a pact of that version has other content. */
export async function runPublish({
	positionals,
	options,
	terminal,
}: BrokerArguments<typeof PUBLISH_FLAGS>): Promise<0 | 1> {
	const files: PactFile[] = [];
	for (const path of new Set(positionals.flatMap(expandPattern).flatMap(listPactFiles)))
		files.push(await readPactFile(path));
	const client = connectByFlags(options);
	const version = demandVersion(options.consumerAppVersion, {
		to: 'publish',
		remedy: 'write --consumer-app-version <version>',
	});
	const given = options.branch;
	const branch = given === undefined ? detectBranch() : cleanBranch(given);
	const tags = [...(options.tag ?? [])];
	if (options.tagWithGitBranch && branch !== undefined) tags.push(branch);
	const href = await client.follow('pb:publish-contracts');
	const results: { consumer: string; reply: Reply; notices: Notice[] }[] = [];
	for (const consumer of new Set(files.map((file) => file.consumer))) {
		const own = files.filter((file) => file.consumer === consumer);
		const body = {
			pacticipantName: consumer,
			pacticipantVersionNumber: version,
			...(branch === undefined ? {} : { branch }),
			...(tags.length === 0 ? {} : { tags: [...new Set(tags)] }),
			...(options.buildUrl === undefined ? {} : { buildUrl: options.buildUrl }),
			contracts: own.map((file) => ({
				consumerName: consumer,
				providerName: file.provider,
				content: Buffer.from(file.text, 'utf8').toString('base64'),
				contentType: 'application/json',
				specification: 'pact',
				onConflict: options.merge ? 'merge' : 'overwrite',
			})),
		};
		const reply = await client.call({ method: 'POST', href, body });
		if (reply.status >= 300 && reply.status !== 409) throw refuseReply(client, reply);
		results.push({ consumer, reply, notices: readNotices(client, reply) });
	}
	const isPublished = results.every(({ reply, notices }) => isPublication(reply, notices));
	if (options.json)
		terminal.print(
			JSON.stringify(
				{
					published: isPublished,
					broker: client.name,
					version,
					branch: branch ?? null,
					tags,
					results: results.map(describeResult),
				},
				null,
				2,
			),
		);
	else for (const { reply, notices } of results) printResult({ client, reply, notices, terminal });
	return isPublished ? 0 : 1;
}

type Notice = ReturnType<typeof readNotices>[number];

function describeResult(result: { consumer: string; reply: Reply; notices: Notice[] }): Record<string, unknown> {
	const { consumer, reply, notices } = result;
	return { consumer, published: isPublication(reply, notices), notices };
}

function printResult(args: { client: BrokerClient; reply: Reply; notices: Notice[]; terminal: Terminal }): void {
	const { client, reply, notices, terminal } = args;
	const tell = reply.status < 300 ? terminal.print : terminal.warn;
	if (reply.status >= 300 && notices.length === 0) tell(`${client.name}: ${describeReply(reply)}`);
	for (const { type, text } of notices) {
		// Addresses of a folder lead nowhere, and its next steps are the reader's own business.
		if (client.isFolder && (type === 'prompt' || (type === 'debug' && text.startsWith(' ')))) continue;
		(isError({ type }) ? terminal.warn : tell)(text);
	}
}

function listPactFiles(path: string): string[] {
	if (path === STANDARD_INPUT) return [path];
	const entry = describeEntry(path);
	if (entry === undefined)
		throw refuseOption(
			`${path}: ${isPattern(path) ? 'nothing fits the pattern' : 'no such file or folder'}`,
			'name pact files, or folders of them',
		);
	if (!entry.isDirectory()) return [path];
	const files = listNames(path)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => join(path, name));
	if (files.length === 0)
		throw refuseOption(`${path} holds no pact (*.json)`, 'write the pacts first, or name their folder');
	return files;
}

function listNames(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch (error) {
		throw refuseOption(`${folder} can't be read: ${tellUnread(error)}`, 'name pact files, or folders of them');
	}
}

async function readPactFile(path: string): Promise<PactFile> {
	const text = await readText(path);
	const parsed = parsePact(text);
	if (!parsed.ok) throw refuseOption(`${path}: ${parsed.reason}`, 'name files that hold pacts');
	const consumer = readParticipantName(parsed.pact, 'consumer');
	const provider = readParticipantName(parsed.pact, 'provider');
	if (!consumer || !provider)
		throw refuseOption(`${path} doesn't name its consumer and provider`, 'name files that hold pacts');
	// With it a provider would be free of all that the consumer needs, because its tests did not run.
	if (listInteractions(parsed.pact).length === 0)
		throw refuseOption(`${path} has no interactions`, "run the consumer's tests again, or remove the file");
	return { path, text, consumer, provider };
}

function describeEntry(path: string): Stats | undefined {
	try {
		return statSync(path, { throwIfNoEntry: false });
	} catch (error) {
		throw refuseOption(`${path} can't be read: ${tellUnread(error)}`, 'name pact files, or folders of them');
	}
}

async function readText(path: string): Promise<string> {
	try {
		return await readTextInput(path);
	} catch (error) {
		throw refuseOption(`${path} can't be read: ${tellUnread(error)}`, 'name files that hold pacts');
	}
}
