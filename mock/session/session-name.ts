// What sessions may be called.

/**
 * What a session may be called; also the pattern in the control API's document. `.` and `..` are no names: in a path they stand
 * for other places (RFC 3986 §5.2.4), and whoever called them there would reach all sessions.
 */
export const SESSION_NAME = /^(?=.{1,100}$)(\.{0,2}[A-Za-z0-9_~-]|\.{3})[A-Za-z0-9._~-]*$/;
/** The session of requests that name none. */
export const DEFAULT_SESSION = 'default';
