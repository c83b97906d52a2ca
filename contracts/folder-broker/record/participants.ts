// Participants: created with their first pact, or by hand.

import type { FolderWriter } from '../store/broker-folder.ts';
import type { Participant } from '../store/broker-records.ts';
import { checkName, type Outcome, refuseFields, refuseMissing, succeed } from './outcome.ts';

/** What a client may say of a participant. */
export interface ParticipantChange {
	displayName?: unknown;
	mainBranch?: unknown;
	repositoryUrl?: unknown;
}

/** The participant, made if it isn't there: with its name alone, which any other git branch would write as well. */
export function ensureParticipant(writer: FolderWriter, name: string): Participant {
	const known = writer.state.participants.get(name);
	if (known) return known;
	const participant: Participant = { name };
	writer.saveParticipant(participant);
	return participant;
}

/** Makes a participant; 409 when there is one of that name. */
export function createParticipant(
	writer: FolderWriter,
	given: ParticipantChange & { name?: unknown },
): Outcome<Participant> {
	const wrong = checkName(given.name);
	if (wrong !== undefined) return refuseFields({ name: [wrong] });
	const name = String(given.name);
	if (writer.state.participants.has(name))
		return {
			ok: false,
			refusal: {
				status: 409,
				body: { errors: { name: [`name '${name}' is already used by an existing pacticipant.`] } },
			},
		};
	return save(writer, { name, createdAt: writer.now }, given);
}

/** Changes what is said of it; null takes a property away. 404 when there is none. */
export function updateParticipant(writer: FolderWriter, name: string, given: ParticipantChange): Outcome<Participant> {
	const known = writer.state.participants.get(name);
	if (!known) return refuseMissing(`No pacticipant with name '${name}' found`);
	return save(writer, { ...known, updatedAt: writer.now }, given);
}

function save(writer: FolderWriter, participant: Participant, given: ParticipantChange): Outcome<Participant> {
	const errors: Record<string, string[]> = {};
	for (const key of ['displayName', 'mainBranch', 'repositoryUrl'] as const) {
		const value = given[key];
		if (value === undefined) continue;
		if (value === null) delete participant[key];
		else if (typeof value !== 'string') errors[key] = ['must be a string'];
		else if (key === 'mainBranch' && /\s/.test(value)) errors[key] = ['cannot contain spaces'];
		else participant[key] = value;
	}
	if (Object.keys(errors).length > 0) return refuseFields(errors);
	writer.saveParticipant(participant);
	return succeed(participant);
}
