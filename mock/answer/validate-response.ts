// Step 8 of the pipeline: our own answer is held to the document, as strictly as any request.

import type { JsonValue, SchemaFinding } from '../../spec/index.ts';
import type { Answer } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import type { AnswerPlanned, LazySchema } from './answer-plan.ts';
import { planAnswer } from './answer-plan.ts';
import { checkCookies, checkHeader } from './header-text.ts';
import { findHeader, isOwnedHeader } from './owned-headers.ts';
import { isBodiless } from './problem.ts';

const PROVED: readonly Finding[] = Object.freeze([]);

/** What of the answer the document doesn't have: status, media type, body, headers. The shared empty list when it has all. */
export function validateResponse(plan: AnswerPlanned, answer: Answer): readonly Finding[] {
	const { definition } = answer;
	if (!definition) {
		const message = `${answer.status} is not documented: ${[...plan.operation.responses.keys()].join(', ')} are`;
		return [{ code: 'response.status', message, in: 'status' }];
	}
	const answerPlan = planAnswer(plan, definition);
	let findings: Finding[] | undefined;
	if (answer.body === undefined) {
		if (definition.mediaTypes.length > 0 && !isBodiless(answer.status)) {
			findings = [
				{ code: 'response.body.required', message: 'is documented, but there is none', in: 'body', pointer: '' },
			];
		}
	} else {
		const schema = answer.mediaType && answerPlan.bodies.get(answer.mediaType);
		if (!schema) {
			const message = `a body of ${answer.headers['Content-Type'] ?? 'no type'} is not documented for ${definition.key}`;
			findings = [{ code: 'response.media-type', message, in: 'media-type' }];
		} else if (answer.value !== undefined) {
			const items = answer.mediaType && answerPlan.items.get(answer.mediaType);
			for (const found of items ? checkItems(items, answer.value) : schema.check(answer.value)) {
				findings ??= [];
				findings.push({ ...found, code: `response.body.${found.code}`, in: 'body' });
			}
		}
	}
	for (const plan of answerPlan.headers) {
		const { definition: header } = plan;
		const text = isOwnedHeader(header.name) ? tellOwned(header.name, answer) : findSent(header.name, answer);
		// The shell sends it, or knows better why not.
		if (text === undefined && isOwnedHeader(header.name)) continue;
		if (text === undefined) {
			if (!header.required) continue;
			findings ??= [];
			findings.push({ code: 'response.header.required', message: 'is required', in: 'header', pointer: header.name });
			continue;
		}
		const cookies = header.name === 'set-cookie' ? answer.cookies : undefined;
		for (const found of cookies ? checkCookies(cookies, plan) : checkHeader(text, plan)) {
			findings ??= [];
			findings.push({ ...found, code: `response.header.${found.code}`, in: 'header', pointer: header.name });
		}
	}
	return findings ?? PROVED;
}

/** A sequence by what each of its items must be. */
function checkItems({ validate }: LazySchema, value: JsonValue): readonly SchemaFinding[] {
	if (!validate || !Array.isArray(value)) return [];
	return value.flatMap((item, index) =>
		validate(item).map((found) => ({ ...found, pointer: `/${index}${found.pointer}` })),
	);
}

/** Cookies have lines of their own. */
function findSent(name: string, { headers, cookies }: Answer): string | undefined {
	return findHeader(headers, name) ?? (name === 'set-cookie' ? cookies?.join(',') : undefined);
}

/** What the server will send of a header of its own, where that is known by now. */
function tellOwned(name: string, { body }: Answer): string | undefined {
	if (name !== 'content-length' || body === undefined) return undefined;
	return String(typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength);
}
