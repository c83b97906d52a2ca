// What the mock plays where the real API was asked, beginning with the state that its answers show.

import { compareShapes, type Observation, type PlayedAnswer } from '../../mock/inner.ts';
import type { NewFinding } from './drift-finding.ts';
import { nameExample } from './judge-exchange.ts';

/** Where the mock answers otherwise, though the document allows both. What reality has beside the document is told there already. */
export function compareWithMock(observation: Observation, answer: PlayedAnswer): NewFinding[] {
	const { operation, status, mediaType, body } = observation;
	const common = {
		operation: operation.id,
		example: nameExample(observation),
		document: { file: operation.document.file, pointer: operation.pointer },
	};
	if (answer.status !== status) {
		const why = answer.summary === '' ? '' : `: ${answer.summary}`;
		return [
			{
				...common,
				code: 'mock.status',
				message: `the API answers ${status}, and the mock ${answer.status}${why}`.slice(0, 300),
				remedy: 'declare what the operation does to the state by x-effect, or record a scenario',
				key: `${operation.id} ${status} ${answer.status}`,
			},
		];
	}
	const [other] = compareShapes({ status, mediaType, body }, answer).filter(({ kind }) =>
		['media-type', 'body', 'type'].includes(kind),
	);
	if (!other) return [];
	const place = other.pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
	return [
		{
			...common,
			code: 'mock.shape',
			message: `the API answers ${status} with ${other.before}${place === '' ? '' : ` at ${place}`}, and the mock with ${other.after}`,
			body: place,
			key: `${operation.id} ${status} ${other.kind} ${place}`,
		},
	];
}
