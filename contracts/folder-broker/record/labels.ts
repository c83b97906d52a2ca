// Labels of participants, by which a team finds its own.

import type { FolderWriter } from '../store/broker-folder.ts';
import type { Label, Participant } from '../store/broker-records.ts';
import { checkName, type Outcome, refuseFields, refuseMissing, succeed } from './outcome.ts';
import { ensureParticipant } from './participants.ts';

/** Gives a participant a label; it is made if it isn't there, as the Pact Broker does. */
export function addLabel(
	writer: FolderWriter,
	name: string,
	label: string,
): Outcome<{ participant: Participant; label: Label; isNew: boolean }> {
	const errors: Record<string, string[]> = {};
	const wrong = [checkName(name), checkName(label)];
	if (wrong[0] !== undefined) errors['pacticipant'] = [wrong[0]];
	if (wrong[1] !== undefined) errors['label'] = [wrong[1]];
	if (Object.keys(errors).length > 0) return refuseFields(errors);
	const participant = ensureParticipant(writer, name);
	const labels = participant.labels ?? [];
	const known = labels.find((one) => one.name === label);
	if (known) return succeed({ participant, label: known, isNew: false });
	const added = { name: label, createdAt: writer.now };
	const changed = { ...participant, labels: [...labels, added] };
	writer.saveParticipant(changed);
	return succeed({ participant: changed, label: added, isNew: true });
}

/** Takes a label away; 404 where there is none. */
export function removeLabel(writer: FolderWriter, name: string, label: string): Outcome<Participant> {
	const participant = writer.state.participants.get(name);
	const labels = participant?.labels ?? [];
	if (!participant || !labels.some((one) => one.name === label))
		return refuseMissing('The requested document was not found on this server.');
	const changed = { ...participant, labels: labels.filter((one) => one.name !== label) };
	writer.saveParticipant(changed);
	return succeed(changed);
}
