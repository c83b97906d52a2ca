// What is on this machine is not asked for through a proxy, whatever asks: Node's own fetch, a program that `run` runs, the verifier.

type Environment = Readonly<Record<string, string | undefined>>;

const PROXIES: readonly string[] = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];
const MACHINE: readonly string[] = ['localhost', '127.0.0.1', '::1', '[::1]'];

/** `NO_PROXY` in both its spellings with the names of this machine added; empty where no proxy is set, or nothing goes through one. */
export function exceptMachine(env: Environment): { NO_PROXY?: string; no_proxy?: string } {
	if (!PROXIES.some((name) => env[name] || env[name.toLowerCase()])) return {};
	const given = env['no_proxy'] || env['NO_PROXY'] || '';
	if (given.trim() === '*') return {};
	const hosts = new Set([...given.split(',').map((host) => host.trim()), ...MACHINE].filter((host) => host !== ''));
	const list = [...hosts].join(',');
	return { NO_PROXY: list, no_proxy: list };
}
