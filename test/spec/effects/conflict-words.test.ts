// What sentences of documents say of two that may not be alike.

import { expect, it } from 'vitest';
import { findClashes } from '../../../spec/effects/conflict-words.ts';

/** `email`, `username or email`, `folder id and scope`, in what place; `user itself`. */
function tell(text: string): string[] {
	return findClashes(text).map(({ names, areJoint, within, isDenied }) => {
		const list = names.map((words) => words.join(' ')).join(areJoint ? ' and ' : ' or ');
		const place = within.map((words) => ` in ${words.join(' ')}`).join('');
		return `${isDenied ? 'not ' : ''}${list}${place}`;
	});
}

it.each<[string, string[]]>([
	['A user with this email already exists', ['email']],
	['An account already exists for this email address', ['account in email address']],
	['EMAIL_TAKEN.', ['email']],
	['email: already exists', ['email']],
	['Username or email already taken', ['username or email']],
	['Email already in use by another user', ['email']],
	['The slug is already used by another article', ['slug']],
	['Invalid input, or duplicate e-mail', ['email']],
	["Product with SKU 'ABC-1' already exists", ['sku']],
	['Returns an error if there exists a barrier\nsegment with same name.', ['name']],
	['Returns an error if there is already a file with the same name\nin the target folder.', ['name in target folder']],
	['if there is a link with the same name in the folder the link is being restored to', ['name in folder']],
	[
		'* `tuple_already_exists` - A policy for this combination of\n`folder_id`, `scope` and `key` already exists.',
		['folder id and scope and key'],
	],
	[
		'`item_name_in_use`: Returned if a folder with the name already exists in the parent folder',
		['name in parent folder'],
	],
	['Often returned if the group name is not unique in the enterprise.', ['not group name in enterprise']],
	['Must be unique', ['']],
	['Unique handle of the user', ['user']],
	['Does not need to be unique', ['not does not need']],
	['Conflict - already exists', ['']],
	['A review for this product by this user already exists', ['user in product']],
	['Conflict', []],
	['Order was already shipped', []],
	['HABIT_ARCHIVED', []],
	['The given customer does not exist', []],
	['email must exist', []],
	['Unique identifier of the dictionary', []],
	['a policy of equal length has already been assigned', []],
	['', []],
])('%s', (text, expected) => {
	expect(tell(text)).toEqual(expected);
});

it('so much of a text is read, and in bounded time', () => {
	const began = performance.now();
	expect(findClashes(`${'already '.repeat(500_000)}`)).toEqual([]);
	expect(findClashes(`${'a_'.repeat(500_000)} already exists`)).toEqual([]);
	expect(performance.now() - began).toBeLessThan(2000);
});
