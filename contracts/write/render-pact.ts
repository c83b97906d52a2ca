// Interactions as a pact file: version 3 or 4 of the specification, in canonical JSON, so that equal content is equal bytes.

import { type JsonObject, type JsonValue, setOwn, sortKeys } from '../../spec/index.ts';
import type { Fields, Generators, Interaction, PactBody, Rule, Rules } from './write-types.ts';

/** The pact as a value. */
export function renderPact(args: {
	consumer: string;
	provider: string;
	interactions: readonly Interaction[];
	version: 3 | 4;
}): JsonObject {
	const { consumer, provider, interactions, version } = args;
	const render = version === 4 ? renderV4 : renderV3;
	return {
		consumer: { name: consumer },
		provider: { name: provider },
		interactions: interactions.map(render),
		metadata: {
			pactSpecification: { version: version === 4 ? '4.0' : '3.0.0' },
			client: { name: 'stunt-double' },
		},
	};
}

/** Sorted keys, two spaces, a line end at the end. */
export function formatCanonical(value: JsonValue): string {
	return `${JSON.stringify(sortKeys(value), undefined, 2)}\n`;
}

function renderV4(interaction: Interaction): JsonObject {
	const { description, request, response } = interaction;
	return {
		type: 'Synchronous/HTTP',
		description,
		pending: false,
		...renderComments(interaction),
		...renderStates(interaction),
		request: {
			method: request.method,
			path: request.path,
			...(request.query.size > 0 && { query: renderFields(request.query) }),
			...(request.headers.size > 0 && { headers: renderFields(request.headers) }),
			...(request.body && { body: renderBody(request.body) }),
			...renderRequestRules(interaction),
		},
		response: {
			status: response.status,
			...(response.headers.size > 0 && { headers: renderFields(response.headers) }),
			...(response.body && { body: renderBody(response.body) }),
			...renderResponseRules(interaction),
		},
	};
}

function renderV3(whole: Interaction): JsonObject {
	const interaction = { ...whole, response: leaveNull(whole.response) };
	const { description, request, response } = interaction;
	return {
		description,
		...renderComments(interaction),
		...renderStates(interaction),
		request: {
			method: request.method,
			path: request.path,
			...(request.query.size > 0 && { query: renderFields(request.query) }),
			...(request.headers.size > 0 && { headers: joinFields(request.headers) }),
			...(request.body && { body: request.body.content }),
			...renderRequestRules(interaction),
		},
		response: {
			status: response.status,
			...(response.headers.size > 0 && { headers: joinFields(response.headers) }),
			...(response.body && { body: response.body.content }),
			...renderResponseRules(interaction),
		},
	};
}

/** Comments are for whoever knows them: `pact check` and `pact verify` know by it what was guessed. */
function renderComments({ guessed, readsNothing }: Interaction): JsonObject {
	if (!guessed && !readsNothing) return {};
	return {
		comments: { 'stunt-double': { ...(guessed && { guessed: [...guessed] }), ...(readsNothing && { readsNothing }) } },
	};
}

function renderStates({ states }: Interaction): JsonObject {
	if (states.length === 0) return {};
	return { providerStates: states.map(({ name, params }) => ({ name, params: { ...params } })) };
}

/** Null as a value stands for no body at all: as JSON in a text it is the null that is sent. */
function renderBody({ content, contentType }: PactBody): JsonObject {
	if (content === null) return { content: 'null', contentType, encoded: 'JSON' };
	return { content, contentType, encoded: false };
}

/** Version 3 has no way to say that null is answered, though it can be sent: nothing is said of such a body. */
function leaveNull<Message extends { body?: PactBody | undefined }>(message: Message): Message {
	return message.body?.content === null ? { ...message, body: undefined } : message;
}

function renderRequestRules({ request }: Interaction): JsonObject {
	const rules: JsonObject = {};
	if (request.pathRule) rules['path'] = renderRule(request.pathRule);
	addRules(rules, 'query', request.queryRules);
	addRules(rules, 'header', request.headerRules);
	if (request.body) addRules(rules, 'body', request.body.rules);
	const generators: JsonObject = {};
	if (request.pathGenerator !== undefined) generators['path'] = renderGenerator(request.pathGenerator);
	const inBody: Generators = request.body?.generators ?? new Map();
	if (inBody.size > 0) {
		const rendered: JsonObject = {};
		for (const [path, expression] of inBody) setOwn(rendered, path, renderGenerator(expression));
		generators['body'] = rendered;
	}
	return {
		...(Object.keys(rules).length > 0 && { matchingRules: rules }),
		...(Object.keys(generators).length > 0 && { generators }),
	};
}

function renderResponseRules({ response }: Interaction): JsonObject {
	const rules: JsonObject = {};
	addRules(rules, 'header', response.headerRules);
	if (response.body) addRules(rules, 'body', response.body.rules);
	return Object.keys(rules).length > 0 ? { matchingRules: rules } : {};
}

function addRules(into: JsonObject, part: string, rules: Rules): void {
	if (rules.size === 0) return;
	const rendered: JsonObject = {};
	for (const [place, rule] of rules) setOwn(rendered, place, renderRule(rule));
	into[part] = rendered;
}

function renderRule({ combine, matchers }: Rule): JsonObject {
	return { combine, matchers: matchers.map((matcher) => ({ ...matcher })) };
}

function renderGenerator(expression: string): JsonObject {
	return { type: 'ProviderState', expression, dataType: 'STRING' };
}

function renderFields(fields: Fields): JsonObject {
	const rendered: JsonObject = {};
	for (const [name, values] of fields) setOwn(rendered, name, [...values]);
	return rendered;
}

function joinFields(fields: Fields): JsonObject {
	const rendered: JsonObject = {};
	for (const [name, values] of fields) setOwn(rendered, name, values.join(', '));
	return rendered;
}
