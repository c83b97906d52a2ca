// `${pactbroker.consumerName}` and its like, in the address, the headers and the body of a webhook.

/** The values of an event, by the names that the Pact Broker has: `pactbroker.pactUrl`, … */
export type Parameters = Readonly<Record<string, string>>;

const PARAMETER = /\$\{(pactbroker\.[A-Za-z]+)\}/g;

/** Fills in what is known; other braces stay as they are. `adapt` makes a value adapt for its place. */
export function fillIn(template: string, parameters: Parameters, adapt = (value: string): string => value): string {
	return template.replaceAll(PARAMETER, (whole, name: string) =>
		Object.hasOwn(parameters, name) ? adapt(parameters[name] ?? '') : whole,
	);
}

/** In an address: as a component of a query or a path. */
export function fillInUrl(template: string, parameters: Parameters): string {
	return fillIn(template, parameters, encodeURIComponent);
}

/** In a header: a value can't begin another one. */
export function fillInHeader(template: string, parameters: Parameters): string {
	return fillIn(template, parameters, (value) => value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, ' '));
}

/** A body as text; in JSON, values are escaped, so that none ends its string. */
export function fillInBody(body: unknown, parameters: Parameters): string | undefined {
	if (body === undefined || body === null) return undefined;
	if (typeof body === 'string') return fillIn(body, parameters);
	return fillIn(JSON.stringify(body), parameters, (value) => JSON.stringify(value).slice(1, -1));
}
