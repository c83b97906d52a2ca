// A process that publishes versions into a folder, one after the other, and says each that it was told is published.
// Arguments: folder, prefix of the versions, how many, and at which step of writing it kills itself (0: never). A step is half a
// write, an fsync or a rename.

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [folder = '', prefix = '', count = '0', killAt = '0'] = process.argv.slice(2);
let steps = 0;
const { writeSync, fsyncSync, renameSync } = fs;

function dieAtTheStep(): void {
	if (++steps === Number(killAt)) process.kill(process.pid, 'SIGKILL');
}

Object.assign(fs, {
	writeSync: (file: number, bytes: Buffer, offset: number): number => {
		const half = writeSync(file, bytes, offset, Math.ceil((bytes.length - offset) / 2));
		dieAtTheStep();
		return half;
	},
	fsyncSync: (file: number): void => {
		dieAtTheStep();
		fsyncSync(file);
	},
	renameSync: (from: string, to: string): void => {
		dieAtTheStep();
		renameSync(from, to);
	},
});
if (killAt !== '0') syncBuiltinESMExports();

const { createBrokerApi } = await import('../../../contracts/folder-broker/api/broker-api.ts');
const { openBrokerFolder } = await import('../../../contracts/folder-broker/store/broker-folder.ts');
const { createPact, createPublication } = await import('./broker-fixtures.ts');
const api = createBrokerApi({
	folder: openBrokerFolder(folder),
	report: (error) => {
		throw error;
	},
});
for (let index = 0; index < Number(count); index++) {
	const version = `${prefix}-${index}`;
	const body = createPublication({
		pact: createPact({ expects: { [`/${version}`]: 'OPEN' } }),
		version,
		branch: 'main',
	});
	const answer = await api({ method: 'POST', path: '/contracts/publish', query: '', body }, '');
	if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
	process.stdout.write(`${version}\n`);
}
