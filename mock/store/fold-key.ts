// Which keys are the same.

/** uuids are the same in upper and lower case (RFC 9562 §4); every other key is taken as it stands. */
export function foldKey(key: string): string {
	return key.length === 36 && hasUuidDashes(key) ? key.toLowerCase() : key;
}

function hasUuidDashes(key: string): boolean {
	return key[8] === '-' && key[13] === '-' && key[18] === '-' && key[23] === '-';
}
