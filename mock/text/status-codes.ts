// What each status is called.

/**
 * Node's `STATUS_CODES`, e.g. `{ 404: 'Not Found' }`. Not imported: an ES module that imports `node:http` makes Node read all that it
 * offers, and with it its client for WebSockets, which is a tenth of a start.
 */
export const { STATUS_CODES } = process.getBuiltinModule('node:http');
