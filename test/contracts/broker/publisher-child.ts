// A process that publishes versions into a folder, one after the other, and says each that it was told is published.
// Arguments: folder, prefix of the versions, how many.

import { createBrokerApi, openBrokerFolder } from '../../../contracts/folder-broker/index.ts';
import { createPact, createPublication } from './broker-fixtures.ts';

const [folder = '', prefix = '', count = '0'] = process.argv.slice(2);
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
