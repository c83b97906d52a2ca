// From exchanges with a real API to what has parted: judged by the document, compared with the mock, and with one another.

import {
	type Observation,
	observeAll,
	openTrial,
	playOnState,
	type RecordedExchange,
	type Trial,
	type UnreadExchange,
} from '../../mock/inner.ts';
import { type ApiDocument, isJsonType, stripMediaType } from '../../spec/index.ts';
import { checkState } from './check-state.ts';
import { compareWithMock } from './compare-mock.ts';
import { describeUnknown, hideIds } from './describe-unknown.ts';
import { DriftCollector, type DriftFinding, type NewFinding } from './drift-finding.ts';
import { type DriftRow, listRows } from './drift-report.ts';
import { judgeExchange, listServed } from './judge-exchange.ts';
import { listUnseen } from './list-unseen.ts';
import { Sightings } from './sightings.ts';

/** What was found out of exchanges. */
export interface Drift {
	findings: DriftFinding[];
	rows: DriftRow[];
	/** Exchanges that were looked at. */
	exchanges: number;
	notes: string[];
}

/** Errors alone, without the mock: for documents that are being mended. */
export async function judgeByDocument(
	documents: readonly ApiDocument[],
	exchanges: readonly RecordedExchange[],
): Promise<DriftFinding[]> {
	const trial = await openTrial(documents);
	try {
		const { observations, unread } = await observeAll(trial.engine, exchanges);
		const collector = new DriftCollector();
		const sightings = new Sightings();
		const served = listServed(observations);
		const known = { documents, router: trial.engine.router };
		for (const one of unread) if (one.isUnknown && isOfAnApi(one)) collector.add(describeUnknown(one, known));
		for (const observation of observations)
			for (const one of judgeExchange(observation, { sightings, served })) collector.add(one);
		return collector.list();
	} finally {
		trial.close();
	}
}

/** Everything that has parted; the mock begins with the state that the answers show, and has no script. */
export async function findDrift(
	documents: readonly ApiDocument[],
	exchanges: readonly RecordedExchange[],
): Promise<Drift> {
	const trial = await openTrial(documents);
	try {
		return await findOn(trial, { documents, exchanges });
	} finally {
		trial.close();
	}
}

async function findOn(
	trial: Trial,
	{ documents, exchanges }: { documents: readonly ApiDocument[]; exchanges: readonly RecordedExchange[] },
): Promise<Drift> {
	const operations = documents.flatMap((document) => document.operations);
	const { observations, unread } = await observeAll(trial.engine, exchanges);
	const collector = new DriftCollector();
	const sightings = new Sightings();
	const served = listServed(observations);
	const notes: string[] = [];
	for (const one of unread) {
		const { request, response } = one.exchange;
		const path = hideIds(request.target);
		if (!one.isUnknown) notes.push(`${request.method} ${path} → ${response.status ?? 'no answer'}: ${one.message}`);
		else if (isOfAnApi(one)) collector.add(describeUnknown(one, { documents, router: trial.engine.router }));
	}
	const played = await playOnState(trial, observations);
	if (played.mistake !== undefined)
		notes.push(`the mock was not compared, for what the answers show fits no state of it: ${played.mistake}`);
	for (const [index, observation] of observations.entries()) {
		const found = judgeExchange(observation, { sightings, served });
		for (const one of found) collector.add(one);
		const answer = played.answers[index];
		const isBeside = found.some(({ code }) => code !== 'header.undocumented' && code !== 'property.undocumented');
		if (answer && !isBeside) for (const one of compareWithMock(observation, answer)) collector.add(one);
		for (const one of listRequestMisfits(observation)) collector.add(one);
	}
	for (const one of checkState(observations)) collector.add(one);
	for (const one of [...listUnseen(operations, observations), ...sightings.list()]) collector.add(one);
	return {
		findings: collector.list(),
		rows: listRows(operations, observations, played.answers),
		exchanges: observations.length,
		notes,
	};
}

/** Pages, pictures and scripts of the same host are none. */
function isOfAnApi({ exchange }: UnreadExchange): boolean {
	const { status, headers } = exchange.response;
	if (status === null || [404, 405, 501].includes(status)) return false;
	return status === 204 || isJsonType(stripMediaType(String(headers['content-type'] ?? '')));
}

/** What the API takes though its document refuses it. */
function listRequestMisfits({ operation, misfits, status }: Observation): NewFinding[] {
	if (status >= 300 || misfits.length === 0) return [];
	return misfits.slice(0, 5).map(({ code, in: place, pointer, message }) => ({
		code: 'request.wider' as const,
		message: `the API takes a request that does not fit: ${place ?? 'it'} ${pointer ?? ''} ${message}`.replace(
			/ +/g,
			' ',
		),
		operation: operation.id,
		document: { file: operation.document.file, pointer: operation.pointer },
		key: `${operation.id} ${code ?? ''} ${place ?? ''} ${(pointer ?? '').replaceAll(/\/\d+/g, '/*')}`,
	}));
}
