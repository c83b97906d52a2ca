import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openTerminal } from '../../../mock/log/terminal.ts';

class Stream extends EventEmitter {
	readonly written: string[] = [];
	readonly isTTY: boolean;

	constructor(isTTY: boolean) {
		super();
		this.isTTY = isTTY;
	}

	write(text: string): boolean {
		this.written.push(text);
		return true;
	}
}

function open(isTTY: boolean, env: Record<string, string> = {}) {
	const stdout = new Stream(isTTY);
	const stderr = new Stream(isTTY);
	const lost: string[] = [];
	const terminal = openTerminal({ stdout, stderr, env }, ({ message }) => lost.push(message));
	return { stdout, stderr, terminal, lost };
}

describe('colours', () => {
	const cases: [boolean, Record<string, string>, boolean][] = [
		[true, {}, true],
		[false, {}, false],
		[true, { NO_COLOR: '1' }, false],
		[true, { NO_COLOR: '0' }, false],
		[true, { NO_COLOR: '' }, true],
		[true, { TERM: 'dumb' }, false],
		[true, { TERM: 'xterm' }, true],
		[false, { FORCE_COLOR: '1' }, false],
	];
	it.each(cases)('on a terminal (%s) with %j: %s', (isTTY, env, expected) => {
		expect(open(isTTY, env).terminal.hasColor).toBe(expected);
	});
});

describe('a reader that goes away', () => {
	it('ends what is written to stdout, and nothing else', () => {
		const { stdout, stderr, terminal, lost } = open(false);
		terminal.print('one');
		expect(() => stdout.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).not.toThrow();
		terminal.print('two');
		terminal.warn('three');
		expect(() => stderr.emit('error', new Error('write EPIPE'))).not.toThrow();
		expect(stdout.written).toEqual(['one\n']);
		expect(stderr.written).toEqual(['three\n']);
		expect(lost).toEqual([]);
	});

	it('is another thing than a disk that is full, which is told once', () => {
		const { stdout, terminal, lost } = open(false);
		const error = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
		stdout.emit('error', error);
		stdout.emit('error', error);
		terminal.print('two');
		expect(stdout.written).toEqual([]);
		expect(lost).toEqual([error.message]);
	});
});
