// What the properties of error bodies are called, and what the members of their enums mean.

import type { JsonValue } from '../../spec/index.ts';
import { normalizeName } from '../text/normalize-name.ts';
import { STATUS_CODES } from '../text/status-codes.ts';

/** What a property of an error body says; names are normalised (`errorCode` → `error_code`). */
export type Meaning =
	| 'message'
	| 'code'
	| 'status'
	| 'place'
	| 'location'
	| 'title'
	| 'error'
	| 'type'
	| 'messages'
	| 'in'
	| 'success'
	| 'moment'
	| 'instance'
	/** Words, or beside a message what kind of mistake it is. */
	| 'reason'
	/** All places in a list. */
	| 'places'
	| 'severity'
	/** The value that was refused: nobody knows it here, and another one would mislead. */
	| 'rejected';

const NAMES: ReadonlyMap<string, Meaning> = new Map(
	Object.entries({
		message:
			'message msg detail details description error_description error_message errormessage err_msg error_msg error_detail error_details default_message status_message user_message developer_message localized_message display_message validation_message field_error error_text faultstring fault_string diagnostics errmsg err_message result_msg result_message ret_msg return_msg return_message rtn_msg res_msg resp_msg response_msg response_message exception_message',
		reason: 'reason issue problem cause',
		code: 'code error_code errorcode err_code errcode errno err_no result_code ret_code return_code rtn_code res_code resp_code response_code key faultcode fault_code',
		status: 'status status_code statuscode http_status httpstatus http_status_code http_code',
		place:
			'field field_name fieldname pointer path property property_name property_path instance_path data_path json_pointer json_path source parameter param target attribute',
		location: 'loc',
		title: 'title',
		error: 'error',
		type: 'type _type error_type error_name exception exception_type',
		places: 'field_names invalid_fields missing_fields member_names expression keys',
		severity: 'severity',
		in: 'in location',
		success: 'success successful is_success ok',
		moment: 'timestamp time_stamp occurred_at',
		instance: 'instance request_path request_uri request_url',
		rejected: 'rejected_value attempted_value invalid_value input',
		messages:
			'errors messages fields field_errors validation_errors violations non_field_errors model_state invalid_params',
	}).flatMap(([meaning, names]) => names.split(' ').map((name): [string, Meaning] => [name, meaning as Meaning])),
);

/** What a property means by its normalised name; `undefined` where it says nothing of an error. */
export function findMeaning(name: string): Meaning | undefined {
	return NAMES.get(name);
}

/** Words by which enums, codes and names of examples tell a status, the plainest first. */
const WORDS: Readonly<Record<number, readonly RegExp[]>> = {
	400: [
		/bad_request/,
		/validation/,
		/invalid_(?:input|request|argument|param)/,
		/parameter/,
		/invalid|malformed/,
		/bad/,
	],
	401: [
		/unauthori[sz]ed/,
		/unauthenticated|not_authenticated|authentication/,
		/invalid_(?:token|client)|credentials|^login/,
		/auth/,
	],
	403: [/forbidden/, /(?:permission|access)_denied/, /denied|not_allowed|permission/],
	404: [/^not_found/, /not_found/, /missing|unknown(?!_(?:operation|error))|no_such|does_not_exist/],
	405: [/method_not_allowed/, /method/],
	406: [/not_acceptable/],
	409: [/conflict/, /already_exists|duplicate/, /failed_precondition|invalid_state|state/],
	410: [/gone/, /not_found/],
	412: [/precondition/],
	413: [/too_large|payload|entity_too/],
	415: [/unsupported_media|media_type/, /unsupported/],
	422: [
		/unprocessable/,
		/validation/,
		/invalid_(?:input|request|argument|param)/,
		/parameter/,
		/invalid/,
		/bad_request/,
	],
	429: [/too_many/, /rate_limit|throttl|quota|exhausted/],
	500: [/internal/, /server_error|unexpected|unknown/],
	501: [/not_implemented|unimplemented/],
	503: [/unavailable/],
};

/** Words by which an enum tells whose mistake it is, where it has none for the status itself. */
const CLASSES: Readonly<Record<'4' | '5', readonly RegExp[]>> = {
	4: [
		/^(?:client|sender|caller)/,
		/invalid_request|bad_request|request_error/,
		/(?:^|_)(?:other|generic|general|unspecified)(?:_|$)/,
		/^fail/,
		/^error$/,
	],
	5: [/^(?:server|receiver|provider)/, /(?:^|_)(?:other|generic|general|unspecified)(?:_|$)/, /^error$/, /^fail/],
};

/** The member of an enum that comes nearest to the status, e.g. `Sender` for 404; `undefined` where none does. */
export function chooseMember(values: readonly JsonValue[], status: number): JsonValue | undefined {
	return chooseByStatus(values, status) ?? findNamed(values, CLASSES[status >= 500 ? 5 : 4]);
}

/** The mildest member that is an error, e.g. `error` rather than `warning`. */
export function chooseSeverity(values: readonly JsonValue[]): JsonValue | undefined {
	return findNamed(values, [/^err/, /high|major/, /fatal|critical/]);
}

/** The first value that the plainest of these words fits. */
function findNamed(values: readonly JsonValue[], words: readonly RegExp[]): JsonValue | undefined {
	const named = values.filter((value) => typeof value === 'string');
	return words
		.map((word) => named.find((value) => word.test(normalizeName(value))))
		.find((value) => value !== undefined);
}

/** The value that means the status, e.g. `RESOURCE_NOT_FOUND` for 404; `undefined` where none does. */
export function chooseByStatus(values: readonly JsonValue[], status: number): JsonValue | undefined {
	const exact = values.find((value) => value === status || value === String(status));
	if (exact !== undefined) return exact;
	const own = normalizeName(STATUS_CODES[status] ?? '');
	const words = WORDS[status] ?? (status >= 500 ? WORDS[500] : undefined) ?? [];
	return values.find((value) => typeof value === 'string' && normalizeName(value) === own) ?? findNamed(values, words);
}
