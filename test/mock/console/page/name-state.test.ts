import { expect, it } from 'vitest';
import { nameState } from '../../../../mock/console/page/name-state.ts';

it.each([
	['order', 'PAID', 'an order in the state PAID'],
	['user', undefined, 'a user'],
	['unit', undefined, 'a unit'],
	['upload_session', undefined, 'an upload session'],
	['umbrella', undefined, 'an umbrella'],
	['pet', 'sold', 'a pet in the state sold'],
])('%s in %s is %s', (resource, state, name) => expect(nameState(resource, state)).toBe(name));
