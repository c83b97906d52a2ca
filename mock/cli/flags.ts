// Every flag of every command, in one table: its kind, its help, and (by its name) its environment variable.

/** A flag. `list` may be given several times; in its variable, values are parted by commas. */
export interface Flag {
	kind: 'text' | 'integer' | 'number' | 'switch' | 'list';
	/** What stands for the value in the help, e.g. `<n>`. */
	value?: string;
	/** The only values there are. */
	choices?: readonly string[];
	help: string;
	/** What holds without the flag, for the help. */
	initial?: string;
}

/** Flags by name, without the dashes; a switch `x` can be given as `--x` and as `--no-x`. */
export const FLAGS = {
	port: { kind: 'integer', value: '<n>', help: 'port to listen on; 0 takes any free one', initial: '4010' },
	host: { kind: 'text', value: '<address>', help: 'address to listen on', initial: '127.0.0.1' },
	scenarios: { kind: 'text', value: '<folder>', help: 'folder of scenario files', initial: 'those that ship' },
	pacts: {
		kind: 'list',
		value: '<path>',
		help: 'files or folders of pacts that the coverage shows; else pacts/, if there is one',
	},
	scenario: { kind: 'text', value: '<name>', help: 'scenario that every session starts with' },
	seed: { kind: 'integer', value: '<n>', help: 'the same ids, data and times in every run; time stands still' },
	dynamic: { kind: 'switch', help: 'generate data rather than use the examples of the document', initial: 'off' },
	overlay: { kind: 'list', value: '<file>', help: 'OpenAPI overlay to put on the documents' },
	auth: {
		kind: 'text',
		value: '<mode>',
		choices: ['present', 'off', 'verify'],
		help: 'credentials must be there, are not looked at, or are verified (with --jwks)',
		initial: 'present',
	},
	jwks: { kind: 'text', value: '<file>', help: 'keys for --auth verify' },
	delay: { kind: 'text', value: '<time>', help: 'wait before each answer: 250ms, 2s, or 1s..3s', initial: 'none' },
	cors: { kind: 'switch', help: 'let web pages of any origin call the mock', initial: 'on' },
	watch: { kind: 'switch', help: 'read scenarios and pacts again when their files change', initial: 'on' },
	'strict-sessions': { kind: 'switch', help: 'refuse requests that name no session', initial: 'off' },
	'max-sessions': { kind: 'integer', value: '<n>', help: 'sessions kept', initial: '1000' },
	fill: { kind: 'integer', value: '<n>', help: 'generated entities that every resource begins with', initial: '0' },
	rows: { kind: 'list', value: '<file>', help: 'entities that every session begins with, rows by resource' },
	'max-entities': { kind: 'integer', value: '<n>', help: 'entities of a resource in a session', initial: '10000' },
	'max-body': { kind: 'integer', value: '<bytes>', help: 'size of a request body', initial: '1048576' },
	journal: { kind: 'integer', value: '<n>', help: 'requests that each session remembers', initial: '1000' },
	'journal-bytes': { kind: 'integer', value: '<bytes>', help: 'bytes that each journal keeps', initial: '8388608' },
	infer: { kind: 'switch', help: 'guess what operations do where the document does not say', initial: 'on' },
	'allow-remote-refs': { kind: 'switch', help: 'follow $ref to other hosts and folders', initial: 'off' },
	'admin-token': { kind: 'text', value: '<token>', help: 'token of the control API' },
	'admin-host': { kind: 'list', value: '<host>', help: 'further Host that the control API answers to' },
	log: {
		kind: 'text',
		value: '<form>',
		choices: ['pretty', 'json', 'silent'],
		help: 'how requests are logged',
		initial: 'pretty',
	},
	json: { kind: 'switch', help: 'report as JSON', initial: 'off' },
	url: { kind: 'text', value: '<address>', help: 'address of a running mock', initial: 'http://127.0.0.1:4010' },
	session: { kind: 'text', value: '<name>', help: 'session of the mock', initial: 'default' },
	param: { kind: 'list', value: '<name=value>', help: 'value for a parameter of the scenario' },
	status: { kind: 'text', value: '<status>', help: 'only requests with this status, e.g. 409 or 4XX' },
	limit: { kind: 'integer', value: '<n>', help: 'the newest so many, 1 to 1000', initial: '50' },
	curl: { kind: 'switch', help: 'print it as a line of curl that sends it again', initial: 'off' },
	into: { kind: 'text', value: '<folder>', help: 'write it into this folder, under its name' },
	'fail-under': { kind: 'number', value: '<percent>', help: 'exit with 1 when less was exercised' },
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof FLAGS;

/** `max-body` → `STUNT_MAX_BODY`. */
export function variableOf(name: FlagName): string {
	return `STUNT_${name.replaceAll('-', '_').toUpperCase()}`;
}
