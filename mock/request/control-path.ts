// Which paths are the control API's.

/** `/__admin`, `/__admin/…`, and the same in percent-encoding; the guard stands behind this door whatever the spelling. */
export function isControlPath(path: string): boolean {
	if (path.startsWith('/__admin')) return path.length === 8 || path.charCodeAt(8) === 0x2f;
	if (!path.includes('%')) return false;
	const end = path.indexOf('/', 1);
	const first = end < 0 ? path.slice(1) : path.slice(1, end);
	try {
		return decodeURIComponent(first) === '__admin';
	} catch {
		return false;
	}
}
