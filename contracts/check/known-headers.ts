// Headers that belong to HTTP itself: documents needn't name them.

const REQUEST =
	'accept accept-charset accept-encoding accept-language authorization baggage cache-control connection content-encoding content-language content-length content-type cookie date dnt expect forwarded from host if-match if-modified-since if-none-match if-range if-unmodified-since keep-alive max-forwards origin pragma prefer priority proxy-authorization range referer sec-gpc te traceparent tracestate trailer transfer-encoding upgrade upgrade-insecure-requests user-agent via warning x-forwarded-for x-forwarded-host x-forwarded-proto x-pact-consumer x-requested-with';
const RESPONSE =
	'accept-patch accept-ranges age allow alt-svc cache-control connection content-disposition content-encoding content-language content-length content-location content-range content-type date deprecation etag expires keep-alive last-modified link location preference-applied proxy-authenticate retry-after server server-timing set-cookie strict-transport-security sunset trailer transfer-encoding upgrade vary via warning www-authenticate';

const KNOWN = { request: new Set(REQUEST.split(' ')), response: new Set(RESPONSE.split(' ')) };

/** True for a header (lower case) that is neither HTTP's own nor a browser's or the mock's. */
export function isForeignHeader(name: string, direction: 'request' | 'response'): boolean {
	if (KNOWN[direction].has(name)) return false;
	return !/^(?:sec-|access-control-|x-mock-)/.test(name);
}
