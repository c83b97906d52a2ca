// Formats of dates that no registry has, and documents use all the same.

/** Other words for `date-time` (RFC 3339). */
export const LOOSE_DATE_TIMES: ReadonlySet<string> = new Set([
	'datetime',
	'date_time',
	'dateTime',
	'timestamp',
	'iso8601',
	'iso-8601',
	'iso-date-time',
	'rfc3339',
	'rfc-3339',
]);

/** Dates as mail and HTTP write them, e.g. `Mon, 01 Jun 2026 09:00:00 GMT` (RFC 5322 §3.3, RFC 9110 §5.6.7). */
export const MAIL_DATES: ReadonlySet<string> = new Set([
	'date-time-rfc-2822',
	'date-time-rfc2822',
	'date-time-rfc1123',
	'date-time-rfc-1123',
	'rfc-2822',
	'rfc2822',
	'rfc822',
	'rfc1123',
	'http-date',
]);
