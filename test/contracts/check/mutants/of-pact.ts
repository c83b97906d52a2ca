// The consumer's pact says something else than the document.

import {
	at,
	CANCEL,
	CONFLICT,
	CREATE,
	GET,
	LIST,
	type Mutant,
	rename,
	request,
	response,
	rule,
	rules,
	schema,
	set,
} from './mutant.ts';

const body = ['body', 'content'] as const;

const CHANGES_IN_PACT_ROWS: readonly Omit<Mutant, 'kind'>[] = [
	{
		name: 'a property is misspelt',
		change: (pair) => rename(response(pair, GET, ...body), 'created_at', 'createdAt'),
		code: 'response.body.unknown-property',
	},
	{
		name: 'an optional property is relied on',
		change: (pair) => {
			response(pair, GET, ...body)['note'] = 'soon';
			rules(pair, GET)['$.note'] = rule({ match: 'type' });
		},
		code: 'matcher.narrower.absent',
	},
	{
		name: 'a value has the wrong type',
		change: (pair) => set(response(pair, GET, ...body), 'total', '12.50'),
		code: 'response.body.invalid',
	},
	{
		name: 'a regular expression lists fewer values than the enum',
		change: (pair) => set(rules(pair, GET), '$.status', rule({ match: 'regex', regex: 'NEW|PAID' })),
		code: 'matcher.narrower.enum',
	},
	{
		name: 'a value of an enum is pinned',
		reason: 'the provider state may well make the value what it is; verify tells',
		change: (pair) => void delete rules(pair, GET)['$.status'],
		code: 'matcher.narrower.enum',
	},
	{
		name: 'a datetime matcher knows no milliseconds',
		reason: 'no document says how exactly a provider writes its times; its own verification sees it',
		change: (pair) =>
			set(rules(pair, GET), '$.created_at', rule({ match: 'datetime', format: "yyyy-MM-dd'T'HH:mm:ssXXX" })),
		code: 'matcher.narrower.value',
	},
	{
		name: 'an integer matcher stands on a number',
		change: (pair) => {
			response(pair, GET, ...body)['total'] = 12;
			rules(pair, GET)['$.total'] = rule({ match: 'integer' });
		},
		code: 'matcher.narrower.value',
	},
	{
		name: 'a decimal matcher stands on a number',
		reason: 'no document says whether a provider writes 12 or 12.0; its own verification sees it',
		change: (pair) => set(rules(pair, GET), '$.total', rule({ match: 'decimal' })),
		code: 'matcher.narrower.value',
	},
	{
		name: 'a matcher refuses its own example',
		change: (pair) => set(rules(pair, GET), '$.id', rule({ match: 'regex', regex: '\\d+' })),
		code: 'matcher.disjoint',
	},
	{
		name: 'a matcher takes any text where an enum is documented',
		reason: 'the consumer takes more than can come',
		change: (pair) => set(rules(pair, GET), '$.status', rule({ match: 'type' })),
		code: 'matcher.wider',
	},
	{
		name: 'a list is pinned',
		reason: 'how many there are may be the provider state’s to say; verify tells',
		change: (pair) => void delete rules(pair, GET)['$.lines'],
		code: 'matcher.narrower.length',
	},
	{
		name: 'a list may have two elements at most',
		change: (pair) => set(rules(pair, GET), '$.lines', rule({ match: 'type', min: 1, max: 2 })),
		code: 'matcher.narrower.length',
	},
	{
		name: 'the consumer sends a text for a number',
		change: (pair) => set(request(pair, CREATE, ...body), 'quantity', '2'),
		code: 'request.body.invalid',
	},
	{
		name: 'the consumer leaves a required property out',
		change: (pair) => void delete request(pair, CREATE, ...body)['item'],
		code: 'request.body.invalid',
	},
	{
		name: 'the consumer sends no body',
		change: (pair) => void delete request(pair, CREATE)['body'],
		code: 'request.body.missing',
	},
	{
		name: 'credentials are missing',
		change: (pair) => void delete request(pair, CANCEL, 'headers')['Authorization'],
		code: 'request.authorization.missing',
	},
	{
		name: 'credentials are missing where a 409 is expected',
		change: (pair) => void delete request(pair, CONFLICT, 'headers')['Authorization'],
		code: 'request.authorization.missing',
	},
	{
		name: 'the path breaks its format where a 409 is expected',
		change: (pair) => {
			request(pair, CONFLICT)['path'] = '/v1/orders/17';
			delete request(pair, CONFLICT)['matchingRules'];
		},
		code: 'request.path.invalid',
	},
	{
		name: 'a 400 is expected that nothing provokes',
		change: (pair) => {
			const refused = structuredClone(at(pair.pact, 'interactions', CREATE));
			refused['description'] = 'create nothing';
			refused['response'] = { status: 400 };
			(at(pair.pact, 'interactions') as unknown as object[]).push(refused);
		},
		code: 'response.status.unprovoked',
	},
	{
		name: 'Accept asks for what is not served',
		change: (pair) => set(request(pair, GET, 'headers'), 'Accept', ['application/xml']),
		code: 'request.accept.not-served',
	},
	{
		name: 'an unknown header is sent',
		reason: 'servers pass over headers that they do not know',
		change: (pair) => set(request(pair, GET, 'headers'), 'X-Shop', ['acme']),
		code: 'request.header.unknown',
	},
	{
		name: 'an unknown query parameter is sent',
		change: (pair) => set(request(pair, LIST, 'query'), 'page', ['2']),
		code: 'request.query.unknown',
	},
	{
		name: 'an unknown status is expected',
		change: (pair) => set(response(pair, CANCEL), 'status', 202),
		code: 'response.status.undocumented',
	},
	{
		name: 'another media type is expected',
		change: (pair) => set(response(pair, GET, 'headers'), 'Content-Type', ['text/html']),
		code: 'response.content-type.undocumented',
	},
	{
		name: 'a body is expected of a 204',
		change: (pair) => {
			response(pair, CANCEL)['body'] = { content: { ok: true }, contentType: 'application/json', encoded: false };
		},
		code: 'response.body.undocumented',
	},
	{
		name: 'the path has a type matcher',
		reason: 'the request that is sent fits; the consumer’s own test would pass with others',
		change: (pair) => set(request(pair, GET), 'matchingRules', { path: rule({ match: 'type' }) }),
		code: 'matcher.wider',
	},
	{
		name: 'the path matcher takes ids that the document refuses',
		reason: 'the request that is sent fits; the consumer’s own test would pass with others',
		change: (pair) =>
			set(request(pair, GET), 'matchingRules', { path: rule({ match: 'regex', regex: '/v1/orders/[a-z0-9-]+' }) }),
		code: 'matcher.wider',
	},
	{
		name: 'a provider state is misspelt',
		change: (pair) => set(at(pair.pact, 'interactions', GET, 'providerStates', 0), 'name', 'an ordr'),
		code: 'state.unknown',
	},
	{
		name: 'a parameter of a provider state is unknown',
		reason: 'nothing is made of the parameter; verify tells that the answer comes all the same',
		change: (pair) => set(at(pair.pact, 'interactions', GET, 'providerStates', 0), 'params', { order: 1 }),
		code: 'state.parameter-unknown',
	},
	{
		name: 'the pact has no interactions',
		change: (pair) => set(pair.pact, 'interactions', []),
		code: 'pact.interactions.none',
	},
	{
		name: 'an interaction is a message',
		change: (pair) => set(at(pair.pact, 'interactions', GET), 'type', 'Asynchronous/Messages'),
		code: 'pact.interaction.unsupported',
	},
];

export const CHANGES_IN_PACT: readonly Mutant[] = CHANGES_IN_PACT_ROWS.map((row) => ({
	kind: row.reason === undefined ? 'harmful' : 'weaker',
	...row,
}));

const FOR_VERIFY_ROWS: readonly Omit<Mutant, 'kind'>[] = [
	{
		name: 'the provider state leads to another status',
		change: (pair) => set(at(pair.pact, 'interactions', CONFLICT, 'providerStates', 0), 'name', 'an order'),
	},
	{
		name: 'the provider state makes another entity than the path asks for',
		change: (pair) =>
			set(at(pair.pact, 'interactions', GET, 'providerStates', 0), 'params', {
				id: '018f4e7a-5b1c-7c3d-9e8f-0a1b2c3d4e5f',
			}),
	},
	{
		name: 'the provider state is missing',
		change: (pair) => void delete at(pair.pact, 'interactions', GET)['providerStates'],
	},
	{
		name: 'the document forbids a combination that the schema can’t say',
		change: (pair) => set(schema(pair, 'NewOrder'), 'description', 'HIGH only from 10 pieces on'),
	},
];

export const FOR_VERIFY: readonly Mutant[] = FOR_VERIFY_ROWS.map((row) => ({ kind: 'verify', ...row }));
