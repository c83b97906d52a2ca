// The few keywords of JSON Schema that decide on a value without its parts.

import { isObject } from '../read/json.ts';
import type { JsonValue } from '../types/json.ts';

/** A schema of these keywords alone; `format` says more than it decides. */
export interface FitSchema {
	type?: string | readonly string[];
	const?: JsonValue;
	enum?: readonly JsonValue[];
	minLength?: number;
	maxLength?: number;
	pattern?: string;
	format?: string;
	minimum?: number;
	maximum?: number;
	required?: readonly string[];
	maxProperties?: number;
	minProperties?: number;
	propertyNames?: { enum: readonly string[] };
}

/** A test of values by the schema, as JSON Schema 2020-12 has it. */
export function compileFit(schema: FitSchema): (value: JsonValue) => boolean {
	const types = schema.type === undefined ? undefined : [schema.type].flat();
	const pattern = schema.pattern === undefined ? undefined : new RegExp(schema.pattern, 'u');
	const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, required = [] } = schema;
	const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
	const { maxProperties = Number.POSITIVE_INFINITY, minProperties = 0 } = schema;
	const names = schema.propertyNames?.enum;
	return (value) => {
		if (types && !types.some((type) => isOfType(value, type))) return false;
		if (Object.hasOwn(schema, 'const') && value !== schema.const) return false;
		if (schema.enum && !schema.enum.includes(value)) return false;
		if (typeof value === 'number') return value >= minimum && value <= maximum;
		if (typeof value === 'string') {
			return value.length >= minLength && value.length <= maxLength && (pattern?.test(value) ?? true);
		}
		if (!isObject(value)) return true;
		const own = Object.keys(value);
		if (own.length > maxProperties || own.length < minProperties) return false;
		if (names && !own.every((name) => names.includes(name))) return false;
		return required.every((name) => Object.hasOwn(value, name));
	};
}

function isOfType(value: JsonValue, type: string): boolean {
	switch (type) {
		case 'null':
			return value === null;
		case 'array':
			return Array.isArray(value);
		case 'object':
			return isObject(value);
		case 'integer':
			return Number.isInteger(value);
		default:
			return typeof value === type;
	}
}
