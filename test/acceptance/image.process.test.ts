// The image of the Dockerfile, run as a container is: read-only, as its user, its program the first process. Who asks for it builds it first
// (`buildah bud --isolation chroot -t stunt-double .`) and names it by IMAGE; as root, for it is mounted and run in a namespace.

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CREATE } from '../support/mock.ts';

const IMAGE = process.env['IMAGE'] ?? '';
const REASON = IMAGE === '' ? ' (IMAGE names no image that buildah has built)' : '';
const DOCKERFILE = readFileSync(join(import.meta.dirname, '../../Dockerfile'), 'utf8');

/** A namespace with the image as its root, which nothing can be written to. */
const ENTER = `
root=$1 user=$2 folder=$3; shift 3
mount --bind "$root" "$root" && mount --rbind /dev "$root/dev" && mount -t proc proc "$root/proc" && mount -o remount,ro,bind "$root" || exit 9
exec chroot --userspec="$user" "$root" sh -c 'cd "$0" && exec env "$@"' "$folder" "$@"
`;

interface Config {
	User: string;
	WorkingDir: string;
	Env: string[];
	Entrypoint: string[];
	Cmd: string[];
}

describe.skipIf(IMAGE === '')(`the image${REASON}`, () => {
	const buildah = (...words: string[]): string => execFileSync('buildah', words, { encoding: 'utf8' }).trim();
	let config: Config;
	let container = '';
	let root = '';
	let child: ChildProcess;
	let output = '';
	const enter = (words: readonly string[]): string[] => {
		const { User, WorkingDir, Env } = config;
		return ['-m', 'sh', '-c', ENTER, 'sh', root, User, WorkingDir, ...Env, 'STUNT_PORT=0', ...words];
	};

	beforeAll(async () => {
		const told = JSON.parse(buildah('inspect', '--type', 'image', IMAGE)) as { OCIv1: { config: Config } };
		config = told.OCIv1.config;
		container = buildah('from', '--pull-never', IMAGE);
		root = buildah('mount', container);
		child = spawn('unshare', enter([...config.Entrypoint, ...config.Cmd]), { stdio: ['ignore', 'pipe', 'inherit'] });
		await new Promise<void>((resolve, reject) => {
			child.stdout?.on('data', (chunk) => {
				output += String(chunk);
				if (output.includes('listens on ')) resolve();
			});
			child.once('close', (code) => reject(new Error(`ended with ${code}: ${output}`)));
		});
	}, 120_000);
	afterAll(() => {
		child?.kill('SIGKILL');
		if (container !== '') {
			buildah('umount', container);
			buildah('rm', container);
		}
	}, 120_000);
	const port = (): string => /listens on http:\/\/0\.0\.0\.0:(\d+)/.exec(output)?.[1] ?? '';

	it('runs as nobody special, and can write nothing', () => {
		const { stdout, stderr } = spawnSync('unshare', enter(['sh', '-c', 'id -un; touch /app/x']), { encoding: 'utf8' });
		expect([stdout, stderr]).toEqual(['node\n', expect.stringContaining('Read-only file system')]);
	});

	it('creates, refuses, says why, and is healthy', async () => {
		const base = `http://127.0.0.1:${port()}/v1/orgs/acme/identifications/identity_document`;
		const headers = { authorization: 'Bearer x', 'content-type': 'application/json' };
		const made = await fetch(base, { method: 'POST', headers, body: JSON.stringify(CREATE) });
		const { identification_id: id } = (await made.json()) as { identification_id: string };
		const cancel = (): Promise<Response> => fetch(`${base}/${id}`, { method: 'DELETE', headers });
		expect([made.status, (await cancel()).status]).toEqual([200, 204]);
		const refused = await cancel();
		expect([refused.status, refused.headers.get('x-mock-reason')]).toEqual([409, expect.stringContaining('PENDING')]);
		const [, words = '[]'] = /HEALTHCHECK [^\n]*\\\n\s+CMD (\[.*\])/.exec(DOCKERFILE) ?? [];
		const check = enter([`STUNT_PORT=${port()}`, ...(JSON.parse(words) as string[])]);
		expect(spawnSync('unshare', check).status).toBe(0);
	});

	it('ends with 0 at SIGTERM', async () => {
		const ended = new Promise((resolve) => child.once('close', resolve));
		child.kill('SIGTERM');
		expect(await ended).toBe(0);
	});
});
