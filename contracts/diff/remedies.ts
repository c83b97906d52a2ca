// What to do about a change that breaks consumers.

import type { Severity } from '../finding.ts';
import type { ChangeCode } from './change.ts';

const OWN: Partial<Record<string, string>> = {
	'operation.removed': 'Mark it as deprecated first, with x-sunset, and remove it when that day has come',
	'operation.removed-before-sunset': 'Keep it until the day that x-sunset has promised',
	'operation.sunset-earlier': 'Keep the day that consumers were told',
	'operation.sunset-removed': 'Say by x-sunset until when it stays, or take back that it is deprecated',
	'request.parameter.required-added': 'Let it be left out, with a default',
	'request.parameter.required': 'Let it be left out, with a default',
	'request.parameter.removed': 'Make sure that nobody sends it, or go on taking it',
	'request.parameter.removed-before-sunset': 'Keep it until the day that x-sunset has promised',
	'request.parameter.style-changed': 'Add another parameter in the new style, and keep this one as it is',
	'request.body.required-added': 'Let it be left out',
	'request.body.required': 'Let it be left out',
	'request.body.removed': 'Go on taking it',
	'request.media-type.removed': 'Go on taking it beside the others',
	'response.status.success-removed': 'Go on answering so, or bring the change as a new version',
	'response.media-type.removed': 'Go on serving it to those who accept it',
	'response.header.required-removed': 'Go on sending it',
	'response.header.optional': 'Go on sending it always',
	'security.required': 'Tell consumers before credentials are asked for',
	'security.way-removed': 'Go on taking it until no consumer uses it',
	'security.scope-added': 'Give the scope to all consumers first',
	'security.scheme-changed': 'Add a scheme of its own beside the old one',
	'callback.removed': 'Go on calling it until no consumer listens',
	'webhook.removed': 'Go on calling it until no consumer listens',
	'required-property-added': 'Let it be left out, with a default',
	'property-required': 'Let it be left out, with a default',
	'property-optional': 'Go on answering it always',
	'property-removed': 'Make sure that nobody sends it, or go on taking it',
	'required-property-removed': 'Keep it beside what replaces it, deprecated, until no consumer uses it',
	'removed-property-refused': 'Go on taking it, and ignore it',
	'property-read-only': 'Make sure that nobody sends it, or ignore it',
	'required-property-write-only': 'Go on answering it until no consumer reads it',
};

/** One sentence without a full stop; `undefined` for what breaks nobody. */
export function findRemedy(code: ChangeCode, severity: Severity): string | undefined {
	if (severity === 'info') return undefined;
	const own = OWN[code] ?? OWN[code.split('.').at(-1) ?? ''];
	if (own !== undefined) return own;
	if (severity === 'warning') return 'Look whether consumers can live with it';
	return code.startsWith('request.')
		? 'Go on taking what consumers send today, or bring the change as a new version'
		: 'Go on answering as consumers know it, or bring the change as a new version';
}
