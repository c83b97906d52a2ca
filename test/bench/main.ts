// `npm run bench`: how quick the mock is beside a bare Express 5 app, in one run. Figures, never a verdict.
//
//   npm run bench                                all five parts, some minutes
//   npm run bench -- --only throughput           or forward, scale, start, memory
//   npm run bench -- --rounds 3 --seconds 2 --runs 3 --requests 100000 --json

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchColdStart } from './cold-start.ts';
import { benchForward, type ForwardRow } from './forward.ts';
import { benchMemory } from './memory.ts';
import { benchScale } from './scale.ts';
import { benchThroughput, median, type ThroughputRow } from './throughput.ts';

const { values } = parseArgs({
	options: {
		only: { type: 'string' },
		rounds: { type: 'string', default: '5' },
		seconds: { type: 'string', default: '3' },
		runs: { type: 'string', default: '7' },
		requests: { type: 'string', default: '1000000' },
		json: { type: 'boolean', default: false },
	},
});
if (!existsSync(new URL('../../dist/mock/cli.js', import.meta.url))) {
	process.stderr.write('bench: nothing is built yet: npm run build\n');
	process.exit(2);
}
const wants = (part: string): boolean => values.only === undefined || values.only === part;
const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);
const result: Record<string, unknown> = {};

if (wants('throughput')) {
	const rounds = Number(values.rounds);
	const seconds = Number(values.seconds);
	say(
		`Throughput: medians of ${rounds} rounds of ${seconds} s, mock, bare Express 5 and bare node:http in turn, 10 connections`,
	);
	result['throughput'] = await benchThroughput({ rounds, seconds, tell: (row) => say(formatRow(row)) });
}
if (wants('forward')) {
	const rounds = Number(values.rounds);
	const seconds = Number(values.seconds);
	say(
		`Forwarding: medians of ${rounds} rounds of ${seconds} s, mock, Prism's proxy, http-proxy and a bare node:http one in turn`,
	);
	result['forward'] = await benchForward({ rounds, seconds, tell: (row) => say(formatForward(row)) });
}
if (wants('scale')) {
	const rounds = Number(values.rounds);
	const seconds = Number(values.seconds);
	say(`Scale: CPU time, medians of ${rounds} rounds of ${seconds} s, both ways in turn`);
	result['scale'] = await benchScale({
		...{ rounds, seconds },
		tell: ({ name, little, much, ratio }) =>
			say(
				`  ${name.padEnd(46)} ${little.toFixed(1).padStart(6)} us to ${much.toFixed(1).padStart(6)} us: ${ratio.toFixed(2)}`,
			),
	});
}
if (wants('start')) {
	const runs = Number(values.runs);
	say(`Cold start to the first answer: ${runs} runs, in turn`);
	const times = await benchColdStart(runs, (name, ms) => void process.stderr.write(`  ${name} ${ms.toFixed(0)} ms\n`));
	for (const [name, ms] of times) {
		say(
			`  ${name.padEnd(14)} median ${median(ms).toFixed(0).padStart(5)} ms  (${Math.min(...ms).toFixed(0)} to ${Math.max(...ms).toFixed(0)})`,
		);
	}
	result['start'] = Object.fromEntries(times);
}
if (wants('memory')) {
	say(`Memory over ${values.requests} create requests, after a collection`);
	result['memory'] = await benchMemory(Number(values.requests), ({ requests, rssMb, heapMb }) =>
		say(`  ${String(requests).padStart(9)} requests  rss ${rssMb.toFixed(0)} MB  heap ${heapMb.toFixed(1)} MB`),
	);
}
if (values.json) process.stdout.write(`${JSON.stringify(result, undefined, '\t')}\n`);

function formatForward({ name, proxies, timesPrism, cpuTimes }: ForwardRow): string {
	const side = ({ rate, cpuUs }: ForwardRow['proxies']['mock']): string =>
		`${rate.toFixed(0).padStart(6)}/s ${cpuUs.toFixed(0).padStart(5)} us CPU`;
	const { mock, prism, 'http-proxy': plain, bare } = proxies;
	const { median: middle, min, max } = timesPrism;
	const times = `rate ${middle.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)}) CPU ${cpuTimes.toFixed(2)}`;
	return `  ${name.padEnd(8)} mock ${side(mock)} | Prism ${side(prism)} | http-proxy ${side(plain)} | bare ${side(bare)} | mock is Prism times: ${times}`;
}

function formatRow({ name, mock, echo, limit, rate, cpu }: ThroughputRow): string {
	const side = (one: ThroughputRow['mock']): string =>
		`${one.rate.toFixed(0).padStart(6)}/s p99 ${one.p99.toFixed(1)} ms ${one.cpuUs.toFixed(1).padStart(5)} ms CPU per 1,000`;
	const ratios = `rate ${rate.median.toFixed(2)} (${rate.min.toFixed(2)} to ${rate.max.toFixed(2)}) CPU ${cpu.toFixed(2)}`;
	return `  ${name.padEnd(15)} mock ${side(mock)} | Express ${side(echo)} | node:http ${side(limit)} | mock to Express: ${ratios}`;
}
