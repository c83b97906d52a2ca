// Where webhooks may go: hosts by name, none by default; https and POST unless it is said otherwise.

import { isLoopbackAddress } from '../../../spec/index.ts';
import { refuseOption } from '../../broker-flags.ts';

/** A host that may be called. */
export interface HostRule {
	/** In lower case; with `*.` before it: every name below it. */
	host: string;
	/** Undefined: any. */
	port?: string;
	/** It may be called without TLS as well: its rule was written with `http://`, or it is this machine. */
	isPlain: boolean;
}

export interface WebhookRules {
	hosts: readonly HostRule[];
	/** In upper case. */
	methods: readonly string[];
}

/** What a broker is told of its webhooks. */
export interface WebhookOptions {
	/** Which hosts may be called: `ci.example.com` (by https), `*.example.com`, `http://ci.local`; none: no webhook can be made. */
	hosts: readonly string[];
	/** Default: POST. */
	methods?: readonly string[] | undefined;
	/** After each failed attempt, in ms; then it is given up. Default: six, from 10 seconds to 20 minutes. */
	pausesMs?: readonly number[];
	/** For one answer, in ms; default: 15 seconds. */
	timeoutMs?: number;
}

/** Of a broker that was told of no host. */
export const NO_WEBHOOKS: WebhookRules = { hosts: [], methods: ['POST'] };

/** The rules of a broker. Throws a `StartupError` for what is no host or no method. */
export function readRules({
	hosts,
	methods = NO_WEBHOOKS.methods,
}: Pick<WebhookOptions, 'hosts' | 'methods'>): WebhookRules {
	return { hosts: hosts.map(demandHostRule), methods: methods.map(demandMethod) };
}

const RULE = /^(https?:\/\/)?((?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/;
const PARAMETER = /\$\{[^}]*\}/g;

/** Reads `ci.example.com`, `*.example.com`, `ci.example.com:8443` or `http://127.0.0.1`; undefined: it is none of them. */
function parseHostRule(text: string): HostRule | undefined {
	const [, scheme, host, port] = RULE.exec(text.trim().toLowerCase()) ?? [];
	if (host === undefined) return undefined;
	const isPlain = scheme === 'http://' || (scheme === undefined && isLoopbackAddress(`http://${host}`));
	return { host, ...(port === undefined ? {} : { port }), isPlain };
}

/** What is wrong with an address, with its parameters filled in or not; undefined: it may be called. */
export function checkTarget({ hosts }: WebhookRules, url: unknown): string | undefined {
	if (typeof url !== 'string' || url.trim() === '') return 'is missing';
	const [one, other] = ['placeholder', 'another'].map((word) => URL.parse(url.replaceAll(PARAMETER, word)));
	if (!one || !other) return 'is not a valid URL eg. http://example.org';
	if (one.host !== other.host || one.protocol !== other.protocol)
		return 'must name its host: a parameter may stand behind it, not in it';
	if (one.protocol !== 'https:' && one.protocol !== 'http:') return 'scheme must be https';
	if (one.username !== '' || one.password !== '')
		return 'cannot have a name or a password: they have fields of their own';
	const fitting = hosts.filter((rule) => fits(rule, one));
	if (fitting.length === 0)
		return `host must be one that this broker may call: it was started with ${hosts.length === 0 ? 'none' : hosts.map(describeRule).join(', ')} (--webhook-host ${one.hostname})`;
	if (one.protocol === 'http:' && !fitting.some(({ isPlain }) => isPlain))
		return `scheme must be https, unless the broker is started with --webhook-host http://${one.host}`;
	return undefined;
}

/** What is wrong with a method; undefined: it may be used. */
export function checkMethod({ methods }: WebhookRules, method: unknown): string | undefined {
	if (typeof method !== 'string' || method.trim() === '') return 'is missing';
	if (methods.includes(method.toUpperCase())) return undefined;
	return methods.length === 1 ? `must be ${methods[0]}` : `must be one of ${methods.join(', ')}`;
}

function fits(rule: HostRule, { hostname, port, protocol }: URL): boolean {
	const effective = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
	if (rule.port !== undefined && rule.port !== effective) return false;
	return rule.host.startsWith('*.') ? hostname.endsWith(rule.host.slice(1)) : hostname === rule.host;
}

function describeRule({ host, port, isPlain }: HostRule): string {
	return `${isPlain ? 'http://' : ''}${host}${port === undefined ? '' : `:${port}`}`;
}

function demandHostRule(text: string): HostRule {
	const rule = parseHostRule(text);
	if (rule) return rule;
	throw refuseOption(
		`--webhook-host must be the name of a host, not "${text}"`,
		'write it like ci.example.com or *.example.com',
	);
}

function demandMethod(text: string): string {
	if (/^(?:GET|POST|PUT|PATCH|DELETE)$/i.test(text)) return text.toUpperCase();
	throw refuseOption(`--webhook-method must be a method of HTTP, not "${text}"`, 'write it like POST or POST,PUT');
}
