// Many entities at once: made by the documents' schemas, changed, or taken away.

import { getObject, getOwn, getString, type JsonObject } from '../../spec/index.ts';
import { settleRecord } from '../fixtures/every-row.ts';
import { putFixtures } from '../fixtures/fixtures.ts';
import { createStage } from '../scenarios/one-off.ts';
import { prepareChange } from '../scenarios/prepare-change.ts';
import { answer, type ControlCall, changeSession, type Reply, readObject, refuseCall } from './call.ts';
import { refuseResource } from './entities.ts';
import { takeStep } from './steps.ts';

/** `generateEntities` */
export function generateEntities(call: ControlCall): Reply {
	const body = readObject(call);
	const resource = getString(body, 'resource') ?? '';
	const count = Number(getOwn(body, 'count'));
	const { engine, entities: tools } = call;
	if (!engine.resources.has(resource)) return refuseResource(call, resource);
	return changeSession(call, (session) => {
		const { random, clock } = session;
		const given = { [resource]: [{ generate: count, with: getObject(body, 'with') ?? {} }] };
		// Chance of its own for each time: the same label would make the same entities once more.
		const scenario = `generated/${random.uuid()}`;
		const { findings, entities } = tools.fixtures.prepare({ scenario, given, random, nowMs: clock.nowMs() });
		const definition = engine.resources.get(resource);
		const unfit = [
			...findings,
			...(definition && findings.length === 0 ? entities.flatMap(({ entity }) => tools.check(definition, entity)) : []),
		];
		if (unfit.length > 0) {
			const told = unfit.slice(0, 20).map((one) => ({
				...one,
				code: one.code.replace(/^scenario\.given\./, 'entity.'),
				pointer: one.pointer?.replace(/^\/given\/[^/]*\/0/, '') ?? '',
			}));
			return refuseCall(400, 'The entities do not fit the documents; nothing was made.', told);
		}
		return takeStep(call, session, {
			kind: 'entity',
			summary: `generated ${count} ${resource}`,
			change() {
				putFixtures({ session, resources: engine.resources, entities });
				return answer({ created: entities.length });
			},
		});
	});
}

/** `changeEntities` */
export function changeEntities(call: ControlCall): Reply {
	const body = readObject(call);
	const resource = getString(body, 'resource') ?? '';
	const { engine } = call;
	if (!engine.resources.has(resource)) return refuseResource(call, resource);
	const where = getObject(body, 'where');
	const row: JsonObject = { every: getOwn(body, 'set') ?? null, ...(where && { where }) };
	const rows = prepareChange(resource, row, createStage(engine.router.plans, engine.resources));
	const [first] = rows;
	if (first && 'code' in first) {
		return refuseCall(
			400,
			'The change does not fit the documents; nothing was changed.',
			rows.filter((one) => 'code' in one),
		);
	}
	const ready = rows.filter((one) => 'set' in one);
	return changeSession(call, (session) => {
		let changed = 0;
		return takeStep(call, session, {
			kind: 'entity',
			operation: 'changeEntities',
			summary: () => `${ready[0]?.set === null ? 'took away' : 'changed'} ${changed} ${resource}`,
			change() {
				for (const record of session.store.list(resource)) {
					const before = record.entity;
					settleRecord({ rows: ready, record, session, context: engine.effects });
					if (!record.alive || record.entity !== before) changed += 1;
				}
				return answer({ changed });
			},
		});
	});
}
