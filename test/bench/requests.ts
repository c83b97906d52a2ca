// What the benchmarks send.

/** The identifications of one organization. */
export const BASE = '/v1/orgs/acme/identifications/identity_document';
export const BODY = {
	name: 'James',
	last_name: 'Smith',
	identity_document: { document_number: '12345678A', document_type: 'NIF', country: 'ES' },
	configuration_name: 'HIGH',
	expires_in: 'P7D',
	scoring: { provider: 'INTERNAL' },
};
export const HEADERS = { authorization: 'Bearer x', 'content-type': 'application/json' };
