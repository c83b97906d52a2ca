import { expect, it } from 'vitest';
import { detectCommit } from '../../../../contracts/folder-broker/commands/git.ts';

it('without any variable the version comes from git', () => {
	expect(detectCommit({})).toMatch(/^[0-9a-f]{40}$/);
});
