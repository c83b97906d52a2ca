// What the document has and no exchange showed: operations, statuses, media types, headers.

import type { Observation } from '../../mock/inner.ts';
import { findDefinition, findMediaType, formatCount, type Operation } from '../../spec/index.ts';
import type { NewFinding } from './drift-finding.ts';

/** Notices: an API may well have more than one session shows. */
export function listUnseen(operations: readonly Operation[], observations: readonly Observation[]): NewFinding[] {
	const byOperation = Map.groupBy(observations, ({ operation }) => operation.id);
	return operations.flatMap((operation): NewFinding[] => {
		const own = byOperation.get(operation.id) ?? [];
		const { file } = operation.document;
		const common = { operation: operation.id, isUnseen: true } as const;
		if (own.length === 0) {
			const document = { file, pointer: operation.pointer };
			const key = `${file} ${operation.id}`;
			return [{ ...common, code: 'operation.unseen', message: 'no request asked for it', document, key }];
		}
		const found: NewFinding[] = [];
		for (const definition of operation.responses.values()) {
			const answers = own.filter(({ status }) => findDefinition(operation, status) === definition);
			const document = { file, pointer: definition.pointer };
			const key = `${file} ${operation.id} ${definition.key}`;
			if (answers.length === 0) {
				const message = `${definition.key} was never answered, in ${formatCount(own.length, 'exchange')}`;
				found.push({ ...common, code: 'status.unseen', message, document, key });
				continue;
			}
			const types = answers.map(({ exchange }) => String(exchange.response.headers['content-type'] ?? ''));
			for (const one of definition.mediaTypes) {
				if (types.some((type) => findMediaType(definition.mediaTypes, type) === one)) continue;
				const message = `${definition.key} never came as ${one.type}`;
				const at = { file, pointer: one.pointer };
				found.push({ ...common, code: 'media-type.unseen', message, document: at, key: `${file} ${one.pointer}` });
			}
			for (const { name, required, pointer } of definition.headers) {
				if (required || answers.some(({ exchange }) => exchange.response.headers[name] !== undefined)) continue;
				const message = `the header ${name} of ${definition.key} never came`;
				found.push({
					...common,
					code: 'header.unseen',
					message,
					document: { file, pointer },
					key: `${file} ${pointer}`,
				});
			}
		}
		return found;
	});
}
