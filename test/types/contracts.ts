// The public types of `stunt-double/contracts`, used as the README shows; compiled by `npm run check`, never run.

import { type Mock, startMock } from 'stunt-double';
import {
	type BrokerAccess,
	type BrokerFolder,
	type BrokerServer,
	type BrokerServerOptions,
	type Change,
	type ChangeCode,
	type CheckInput,
	type ConsumerBreaks,
	type ContractCode,
	type ContractFinding,
	checkPacts,
	type DiffInput,
	type DiffReport,
	diffDocuments,
	type FolderOptions,
	type LoadedPacts,
	loadPacts,
	type Notice,
	openBrokerFolder,
	type Pact,
	type PublishOptions,
	type Severity,
	startBrokerServer,
	type TrackedFetch,
	type TrackOptions,
	trackReads,
	type VerifyOptions,
	type VerifyReport,
	verifyPacts,
	type WriteOptions,
	type WriteResult,
	writePacts,
} from 'stunt-double/contracts';

/** What there is at run time. */
type Doors = keyof typeof import('stunt-double/contracts');
export const doors: Record<Doors, true> = {
	checkPacts: true,
	diffDocuments: true,
	loadPacts: true,
	openBrokerFolder: true,
	startBrokerServer: true,
	trackReads: true,
	verifyPacts: true,
	writePacts: true,
};

export async function followReads(): Promise<void> {
	const options: TrackOptions = {
		consumer: 'checkout-web',
		adminToken: 'secret',
		controlUrl: 'http://127.0.0.1:4010/__admin',
	};
	const tracked: TrackedFetch = trackReads(globalThis.fetch, options);
	const dropIn: typeof globalThis.fetch = trackReads(fetch);
	await tracked('http://127.0.0.1:4010/v1/orders', { method: 'POST' });
	await tracked.flush();
	void dropIn;

	// @ts-expect-error: the options come second
	trackReads({ consumer: 'checkout-web' });
}

export async function write(mock: Mock): Promise<void> {
	const options: WriteOptions = { mock, consumer: 'checkout-web', out: 'pacts', sessions: ['qa'], pactVersion: 3 };
	const result: WriteResult = await writePacts(options);
	const { interactions, refused } = await writePacts({ mock, consumer: 'checkout-web', out: 'pacts' });
	const count: number = interactions;
	const notices: readonly Notice[] = refused;
	const parts = {
		exchanges: await mock.session('qa').requests(),
		documents: mock.documents,
		scenarios: await mock.scenarios(),
	};
	await writePacts({ consumer: 'checkout-web', ...parts });
	void [result, count, notices];

	// @ts-expect-error: a pact has a consumer
	await writePacts({ mock });
	// @ts-expect-error: there is no version 5
	await writePacts({ mock, consumer: 'checkout-web', pactVersion: 5 });
}

export async function check(mock: Mock): Promise<void> {
	const loaded: LoadedPacts = await loadPacts(['pacts', 'https://broker.test/pact.json']);
	const pacts: readonly Pact[] = loaded.sources.map(({ pact }) => pact);
	const input: CheckInput = { pacts, documents: mock.documents, comparator: false };
	const findings: ContractFinding[] = await checkPacts(input);
	const severities: Severity[] = findings.map(({ severity }) => severity);
	const code: ContractCode | undefined = findings[0]?.code;
	const line: number | undefined = findings[0]?.document?.line;
	void [severities, code, line];

	// @ts-expect-error: pacts are checked against documents
	await checkPacts({ pacts });
	// @ts-expect-error: codes are a closed list
	if (code === 'matcher.odd') return;
}

export async function diff(): Promise<void> {
	const { sources } = await loadPacts(['pacts']);
	const input: DiffInput = { old: 'old.yaml', new: { openapi: '3.1.0' }, pacts: sources.map(({ pact }) => pact) };
	const report: DiffReport = await diffDocuments(input);
	const breaking: readonly Change[] = report.changes.filter(({ severity }) => severity === 'error');
	const code: ChangeCode | undefined = breaking[0]?.code;
	const broken: readonly ConsumerBreaks[] | undefined = report.consumers;
	void [code, broken];

	// @ts-expect-error: codes are a closed list
	if (code === 'operation.odd') return;
	// @ts-expect-error: there are two documents
	await diffDocuments({ old: 'old.yaml' });
}

export async function verify(): Promise<void> {
	const broker: BrokerAccess = { url: 'contracts/broker', selectors: [{ mainBranch: true }] };
	const publish: PublishOptions = { version: '1.0.0', branch: 'main' };
	const options: VerifyOptions = { broker, publish, provider: 'orders', documents: ['api.yaml'], maxVariants: 10 };
	const report: VerifyReport = await verifyPacts(options);
	const good: boolean = report.ok;
	const reasons: readonly ContractFinding[] = report.findings;
	const outcome: 'passed' | 'failed' | 'pending' | undefined = report.pacts[0]?.interactions[0]?.outcome;
	void [good, reasons, outcome];

	// @ts-expect-error: pacts are a list
	await verifyPacts({ pacts: 'pacts' });
}

export async function serveBroker(): Promise<void> {
	const options: FolderOptions = {};
	const folder: BrokerFolder = await openBrokerFolder('contracts/broker', options);
	const given: BrokerServerOptions = {
		folder,
		port: 0,
		token: 'all',
		readOnlyToken: 'looks',
		hasPublicBadges: true,
		webhooks: { hosts: ['ci.example.com'], methods: ['POST'] },
	};
	const server: BrokerServer = await startBrokerServer(given);
	const url: string = server.url;
	await server.close();
	void url;

	// @ts-expect-error: a folder has a path
	await openBrokerFolder();
}

export async function inOneProcess(): Promise<void> {
	await using mock = await startMock({ port: 0 });
	await writePacts({ mock, consumer: 'checkout-web' });
}
