// `pact publish-provider-contract`.

import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { readVersion, type Terminal } from '../../../mock/inner.ts';
import { tellUnread } from '../../../spec/index.ts';
import { type BrokerArguments, demandOption, type PUBLISH_DOCUMENT_FLAGS, refuseOption } from '../../broker-flags.ts';
import { describeReply, isError, isPublication, readNotices, refuseReply } from '../client/broker-client.ts';
import { connectByFlags } from './connect.ts';
import { cleanBranch, demandVersion, detectBranch } from './git.ts';
import { readReport } from './read-report.ts';

type Options = BrokerArguments<typeof PUBLISH_DOCUMENT_FLAGS>['options'];

/** Publishes the document of a provider's version. 1: that version has another one already. */
export async function runPublishDocument({
	positionals,
	options,
	terminal,
}: BrokerArguments<typeof PUBLISH_DOCUMENT_FLAGS>): Promise<0 | 1> {
	const [path = ''] = positionals;
	const provider = demandOption(options.provider, '--provider <name>');
	const version = demandVersion(options.providerAppVersion, {
		to: 'publish',
		remedy: 'write --provider-app-version <version>',
	});
	const branch = options.branch === undefined ? detectBranch() : cleanBranch(options.branch);
	const client = connectByFlags(options);
	const href = await client.follow('pf:publish-provider-contract', { provider });
	const reply = await client.call({
		method: 'POST',
		href,
		body: {
			pacticipantVersionNumber: version,
			...(branch !== undefined && { branch }),
			tags: options.tag ?? [],
			...(options.buildUrl !== undefined && { buildUrl: options.buildUrl }),
			contract: {
				content: readFile(path).toString('base64'),
				contentType: options.contentType ?? (extname(path) === '.json' ? 'application/json' : 'application/yaml'),
				specification: options.specification,
				...readResults(options, terminal),
			},
		},
	});
	if (reply.status >= 300 && reply.status !== 409) throw refuseReply(client, reply);
	const notices = readNotices(client, reply);
	if (options.json) terminal.print(JSON.stringify(reply.body, null, 2));
	else if (reply.status === 409) terminal.warn(`${client.name}: ${describeReply(reply)}`);
	else for (const one of notices) (isError(one) ? terminal.warn : terminal.print)(one.text);
	return isPublication(reply, notices) ? 0 : 1;
}

/**
 * What the provider's own tests made of it: by their exit code, or by `--verification-success`, else by their report. A report that tells of
 * failures outweighs both.
 */
function readResults(options: Options, terminal: Terminal): Record<string, unknown> {
	const { verificationExitCode: code, verificationSuccess, verificationResults: file } = options;
	if (code === undefined && verificationSuccess === undefined && file === undefined) return {};
	const content = file === undefined ? undefined : readFile(file);
	const report = content && readReport(content.toString('utf8'));
	const said = verificationSuccess ?? (code === undefined ? undefined : code === 0);
	const success = said ?? report?.success ?? false;
	if (report?.success === false && said === true)
		terminal.warn(`${file} tells of failures, so that the provider's tests count as failed`);
	if (report && report.success === undefined && said === undefined) {
		terminal.warn(
			`${file} is no report that is known here: say by --verification-exit-code how the tests ended (taken as failed)`,
		);
	}
	const verifier = options.verifier ?? report?.verifier;
	const version = options.verifierVersion ?? (report?.verifier === undefined ? undefined : readVersion());
	return {
		selfVerificationResults: {
			success: success && report?.success !== false,
			...(content && {
				content: content.toString('base64'),
				contentType: options.verificationResultsContentType ?? report?.contentType,
				format: options.verificationResultsFormat ?? report?.format,
			}),
			...(verifier !== undefined && { verifier }),
			...(version !== undefined && { verifierVersion: version }),
		},
	};
}

function readFile(path: string): Buffer {
	try {
		return readFileSync(path);
	} catch (error) {
		throw refuseOption(`${path} can't be read: ${tellUnread(error)}`, 'name a file');
	}
}
