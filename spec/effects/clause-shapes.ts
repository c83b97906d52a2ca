// The forms of the clauses of `x-effect` that speak of entities: which one is named, which others must be there or may not.

import { VALUE_OR_CONDITION } from '../conditions/condition-shape.ts';
import { choose, list, map, record, type Shape, text, whole } from '../shapes/index.ts';
import { expression, VALUE } from './value-shapes.ts';

/** What names an entity. */
export function nameKey(description: string): Shape {
	return choose({
		description: `${description} A runtime expression; { PROPERTY: expression } where it is an alias that the request calls otherwise; or { constant } where there is one entity alone.`,
		cases: [
			{
				if: { type: 'object', required: ['constant'] },
				take: record({
					title: 'The key of the only one',
					description: 'The resource has one entity in each scope, of this key: `/me`, `/settings`.',
					properties: { constant: text({ description: 'The key, e.g. `settings`.' }) },
					required: ['constant'],
					extensible: true,
				}),
			},
			{
				if: { type: 'object' },
				take: map({
					title: 'What names it',
					description:
						'The property that names the entity (its key, or an alias), and where the request has it; beside it the property that counts versions, for one that may be an older one.',
					values: expression('Where the request has it.', ['$request.path.order_id']),
					filled: { message: 'key names no property', remedy: 'write it as { order_id: $request.path.NAME }' },
				}),
			},
		],
		otherwise: expression('Where the request names the entity.', ['$request.path.order_id']),
		missing: 'write it as $request.path.NAME',
		code: 'expression',
	});
}

const EXPRESSIONS_TOO = 'Texts in it that begin with `$` are runtime expressions.';

function status(description: string): Shape {
	return whole({ code: 'status', mustBe: 'a status', description, examples: [422], min: 100, max: 599 });
}

function selections(description: string, examples: string): Shape {
	return list({
		code: 'selection',
		description,
		mustBe: 'a list of { resource, key, where }',
		each: 'entry',
		filled: true,
		items: record({
			title: 'Other entities',
			description: 'Entities of a resource, in the same scope as the request as far as the request tells it.',
			mustBe: 'an object: { resource, key } or { resource, where }',
			properties: {
				resource: text({ code: 'unknown-resource', description: 'Their resource, one of x-lifecycle.' }),
				key: nameKey('The one that is named so. Absent: any of them.'),
				where: map({
					code: 'where',
					description: `Their properties (nested ones with dots; of a list any element) and the value of each, or a condition as { in: [OPEN, PAID] }. ${EXPRESSIONS_TOO} An expression that the request has no value for asks for nothing.`,
					examples: [{ status: 'OPEN', 'owner.name': '$request.body#/owner' }],
					values: VALUE_OR_CONDITION,
					mustBe: 'a map of properties',
				}),
				each: expression('A list: asked once for each of its elements, which `$element` means then.', [
					'$request.body#/order_ids',
				]),
				status: status(examples),
			},
			required: ['resource'],
			extensible: true,
		}),
	});
}

/** `needs`, `unless`, `if` and `else`, which any verb takes. */
export const guardShapes: Readonly<Record<string, Shape>> = {
	needs: selections(
		'What must be there: each entry, else the effect is refused (after the first effect: left out).',
		'The status of the refusal. Absent: 404 where documented, else the nearest documented one.',
	),
	unless: selections(
		'What may not be there: no entry, else the effect is refused (after the first effect: left out).',
		'The status of the refusal. Absent: 409 where documented, else the nearest documented one.',
	),
	if: map({
		code: 'if',
		description: `What must hold, else the effect is refused (after the first effect: left out): runtime expressions, and the value of each, or a condition. ${EXPRESSIONS_TOO}`,
		examples: [{ '$request.body#/code': '$entity#/code' }],
		names: {
			pattern: '^\\$',
			message: (name) => `${JSON.stringify(name)} is no runtime expression`,
			remedy: 'write it as $request.body#/POINTER, or as $entity#/POINTER',
		},
		values: VALUE_OR_CONDITION,
		mustBe: 'a map of runtime expressions',
		filled: { message: '`if` asks for nothing', remedy: 'leave it out' },
	}),
	else: choose({
		code: 'else',
		description: 'What becomes of a request that `if` refuses: the status, or { status, set }.',
		examples: [400, { status: 400, set: { attempts: { add: 1 } } }],
		cases: [
			{
				if: { type: 'object' },
				take: record({
					title: 'A refusal that is kept',
					properties: {
						status: status('The status of the refusal. Absent: 409 where documented, else the nearest documented one.'),
						set: map({
							code: 'set',
							description: 'Properties that the entity is given all the same.',
							values: VALUE,
							mustBe: 'a map of properties',
						}),
					},
					extensible: true,
				}),
			},
		],
		otherwise: status('The status of the refusal.'),
	}),
};
