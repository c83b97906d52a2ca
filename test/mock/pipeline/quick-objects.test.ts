// V8 makes a hash table of an object literal with a getter, and reads each of its properties as slowly: see `Written`.

import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createMockApp } from '../../../mock/library/run-mock.ts';
import { completeOptions } from '../../../mock/options/complete-options.ts';
import { sendInside } from '../../../mock/pipeline/send-inside.ts';
import { BASE, CREATE } from '../../support/mock.ts';

setFlagsFromString('--allow-natives-syntax');
const isQuick = runInThisContext('(object) => %HasFastProperties(object)') as (object: object) => boolean;
// Compiled by its first call.
isQuick({});
setFlagsFromString('--no-allow-natives-syntax');

const HEADERS = ['Authorization', 'Bearer x', 'Content-Type', 'application/json'];
it('tells an object with a getter from one without', () => {
	const slow = {
		get a() {
			return 1;
		},
	};
	expect([isQuick(slow), isQuick({ a: 1 })]).toEqual([false, true]);
});

it('keeps what each request reads where it is read quickly', async () => {
	const app = await createMockApp(completeOptions({ seed: 1 }));
	const { engine } = app;
	const session = engine.sessions.get('one');
	const inside = { method: 'POST', rawHeaders: HEADERS, body: Buffer.from(JSON.stringify(CREATE)), session: 'one' };
	const { answer, request } = await sendInside(engine, { ...inside, target: BASE });
	expect(answer.status).toBe(200);
	const match = engine.router.match('POST', request.path);
	if (match.kind !== 'found') throw new Error(match.kind);
	const { plan } = match;
	const compiled = plan.effect?.compiled;
	if (!compiled) throw new Error('the create has no effect');
	const members = [...compiled.birth.membersOf({}).values()];
	expect(members.length).toBeGreaterThan(5);
	const { operation, effect } = plan;
	const { events, sessions, router, options } = engine;
	const { store, journal, clock, random } = session;
	const { birth, resource, owners } = compiled;
	const objects = {
		...{ engine, events, sessions, router, options },
		...{ session, store, journal, clock, random },
		...{ plan, operation, effect, compiled, resource, birth, owners, answer },
		...Object.fromEntries(members.map((member) => [`member ${member.name}`, member])),
	};
	const slow = Object.entries(objects).filter(([, object]) => !isQuick(object as object));
	expect(slow.map(([name]) => name)).toEqual([]);
	app.close();
});
