import { expect, test } from 'vitest';
import { giveWay } from '../../../mock/time/give-way.ts';

test('who gives way lets those go first that came before it goes on', async () => {
	const log: string[] = [];
	const work = async (): Promise<void> => {
		log.push('work');
		await giveWay();
		log.push('more work');
	};
	const done = work();
	setImmediate(() => log.push('answer'));
	await done;
	expect(log).toEqual(['work', 'answer', 'more work']);
});
