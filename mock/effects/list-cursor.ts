// Cursors: the name of a place in a list. By itself it says nothing to a client, and it leads to the same place each time.

/** What a cursor says: the key of an entity, and where it stood when the cursor was made. */
interface Mark {
	key: string;
	place: number;
}

/** The cursor of the entity at a place, counted from 0; -1 is the place before the first. */
export function formatCursor({ key, place }: Mark): string {
	return Buffer.from(`${place}:${key}`).toString('base64url');
}

/** What `formatCursor` made; `undefined` for anything else. */
export function parseCursor(text: string): Mark | undefined {
	const plain = Buffer.from(text, 'base64url').toString();
	const match = /^(-1|\d{1,15}):(.*)$/s.exec(plain);
	if (!match || Buffer.from(plain).toString('base64url') !== text) return undefined;
	return { place: Number(match[1]), key: match[2] as string };
}
