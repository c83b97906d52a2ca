// What is asked of the labels of participants.

import { addLabel, removeLabel } from '../record/labels.ts';
import type { Label, Participant } from '../store/broker-records.ts';
import { compareText } from '../store/broker-state.ts';
import type { Links } from './links.ts';
import { answer, answerCreated, answerMissing } from './message.ts';
import { writeParticipant } from './participant-resources.ts';
import { answerChange, type RouteTable } from './route.ts';

export const LABEL_ROUTES: RouteTable = {
	'/labels': {
		GET: ({ state, links }) => {
			const names = [...state.participants.values()].flatMap(({ labels = [] }) => labels.map(({ name }) => name));
			const labels = [...new Set(names)].toSorted(compareText).map((name) => ({ name }));
			return answer({ _embedded: { labels }, _links: { self: { title: 'Labels', href: links.at('/labels') } } });
		},
	},
	'/pacticipants/label/{label}': {
		GET: ({ state, links, param }) => {
			const labelled = [...state.participants.values()].filter((one) => findLabel(one, param('label')));
			return answer({
				_embedded: {
					pacticipants: labelled.map((participant) => writeParticipant({ state, links, participant, isListed: true })),
				},
				_links: { self: { href: links.at(`/pacticipants/label/${encodeURIComponent(param('label'))}`) } },
			});
		},
	},
	'/pacticipants/{pacticipant}/labels/{label}': {
		GET: ({ state, links, param }) => {
			const participant = state.participants.get(param('pacticipant'));
			const label = participant && findLabel(participant, param('label'));
			return label ? answer(writeLabel(links, participant, label)) : answerMissing();
		},
		PUT: (call) =>
			answerChange(
				call,
				(writer) => addLabel(writer, call.param('pacticipant'), call.param('label')),
				({ participant, label, isNew }) =>
					answerCreated({
						body: writeLabel(call.links, participant, label),
						location: locateLabel(call.links, participant, label),
						isNew,
					}),
			),
		DELETE: (call) =>
			answerChange(
				call,
				(writer) => removeLabel(writer, call.param('pacticipant'), call.param('label')),
				() => ({ status: 204 }),
			),
	},
};

function findLabel({ labels = [] }: Participant, name: string): Label | undefined {
	return labels.find((label) => label.name === name);
}

function locateLabel(links: Links, participant: Participant, { name }: Label): string {
	return `${links.participant(participant.name)}/labels/${encodeURIComponent(name)}`;
}

function writeLabel(links: Links, participant: Participant, label: Label): object {
	return {
		name: label.name,
		createdAt: label.createdAt,
		_links: {
			self: { title: 'Label', name: label.name, href: locateLabel(links, participant, label) },
			pacticipant: { title: 'Pacticipant', name: participant.name, href: links.participant(participant.name) },
		},
	};
}
