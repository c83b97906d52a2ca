// A badge as a picture: two words side by side.

import { escapeMarkup } from './markup.ts';

export interface Badge {
	label: string;
	status: string;
	colour: keyof typeof COLOURS;
}

/** White on each of them has a contrast of 4.5 at least. */
const COLOURS = { green: '#2b7a1f', red: '#b3261e', orange: '#9a5b00', grey: '#5f6368' } as const;
const LONGEST = 80;
/** Of a letter of 11 px, about. */
const LETTER = 6.6;

/** Draws a badge; texts of any length and letters. */
export function drawBadge({ label, status, colour }: Badge): string {
	const [left, right] = [label, status].map((text) =>
		text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text,
	);
	const widths = [left, right].map((text) => Math.round([...(text ?? '')].length * LETTER) + 12);
	const [first = 0, second = 0] = widths;
	const name = escapeMarkup(`${left}: ${right}`);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${first + second}" height="20" role="img" aria-label="${name}">`,
		`<title>${name}</title>`,
		`<rect width="${first + second}" height="20" rx="3" fill="#3c4043"/>`,
		`<path d="M${first} 0h${second - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H${first}z" fill="${COLOURS[colour]}"/>`,
		'<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">',
		`<text x="${first / 2}" y="14">${escapeMarkup(left ?? '')}</text>`,
		`<text x="${first + second / 2}" y="14">${escapeMarkup(right ?? '')}</text>`,
		'</g></svg>\n',
	].join('\n');
}
