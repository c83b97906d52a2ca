import { describe, expect, test } from 'vitest';
import { compileSchema } from '../../../spec/index.ts';
import { cpuMs } from '../../support/cpu.ts';
import { refTo } from '../schema-document.ts';

const UUID = '4f5c1f0e-7a53-4d0b-9a35-2d3a6f8f1c01';
const good: [format: string, value: string | number][] = [
	['uuid', UUID],
	['uuid', UUID.toUpperCase()],
	['date-time', '2026-01-15T09:00:00Z'],
	['date-time', '2024-02-29T23:59:59.123456789z'],
	['date-time', '2016-12-31T23:59:60Z'],
	['date-time', '2026-01-31t09:00:00.0000000001+02:00'],
	['date', '2024-02-29'],
	['duration', 'P1DT12H'],
	['duration', 'P4W'],
	['email', 'a@example.com'],
	['byte', ''],
	['byte', 'aGk='],
	['base64url', 'a-_b'],
	['url', 'https://example.com/a?b=c'],
	['char', '😀'],
	['int32', 2_147_483_647],
	['int64', 9_007_199_254_740_991],
	['int8', -128],
	['uint8', 0],
	['float', 1.5],
	['double', -0],
	['password', ''],
	['binary', '\u0000'],
	['nobody-knows', 'anything'],
];
const bad: [format: string, value: string | number][] = [
	['uuid', ''],
	['uuid', 'abc'],
	['uuid', `urn:uuid:${UUID}`],
	['date-time', '2026-01-15'],
	['date-time', '2026-02-29T09:00:00Z'],
	['date-time', '2026-00-15T09:00:00Z'],
	['date-time', '2026-01-15T24:00:00Z'],
	['date-time', '2026-01-15T09:00:00'],
	['date-time', '2026-01-15T09:00:00.Z'],
	['date', '2025-02-29'],
	['duration', 'P'],
	['duration', '7 days'],
	['duration', '-P1D'],
	['email', ''],
	['email', `${'a'.repeat(9000)}@example.com`],
	['byte', 'a'],
	['byte', '!!\nAAAA'],
	['url', 'ftp//x'],
	['char', ''],
	['int32', 2_147_483_648],
	['int32', 0.5],
	['int64', 0.5],
	['int8', 128],
	['uint8', -1],
	['uint16', 65_536],
];

describe('a format', () => {
	test.each(good)('%s takes %j', (format, value) => {
		expect(compileSchema(refTo({ format }), 'request')(value)).toEqual([]);
	});

	test.each(bad)('%s refuses %j', (format, value) => {
		expect(compileSchema(refTo({ format }), 'request')(value)).toMatchObject([
			{
				code: 'format',
				message: `must be in the format ${format}`,
				schemaPointer: '/components/schemas/Subject/format',
			},
		]);
	});

	const hostile = ['a@', 'http://', 'https://a:', '//', '{', '/', '#/', '1/'];
	const formats = 'email url uri uri-reference uri-template hostname json-pointer ipv6 duration regex date-time byte';
	test.each(formats.split(' '))('%s is done soon with a megabyte', (format) => {
		const validate = compileSchema(refTo({ format }), 'request');
		const startedMs = cpuMs();
		for (const start of hostile) {
			for (const filler of ['a', 'a:', '%61', '{a', '(']) validate(start + filler.repeat(1_000_000 / filler.length));
			validate(`${start}${'a:'.repeat(4000)}`);
		}
		expect(cpuMs() - startedMs).toBeLessThan(5000);
	});
});
