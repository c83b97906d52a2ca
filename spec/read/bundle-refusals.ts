// Why a document can't be bundled, in the words of a start-up error.

import { StartupError } from '../errors.ts';
import type { Place } from '../types/finding.ts';
import type { ReferenceTarget } from './reference-target.ts';

/** A reference that leads out of the document's folder or to another host. */
export function refuseReference(args: {
	target: ReferenceTarget;
	reference: string;
	place: Place;
	/** What it most likely means in the document itself. */
	near: string | undefined;
}): StartupError {
	const { target, place, near } = args;
	const isRemote = target.kind === 'remote' || (target.kind === 'refused' && target.why === 'remote');
	const what = target.kind === 'refused' ? target.message : `"${args.reference}" leads to another host`;
	return new StartupError({
		code: isRemote ? 'document.reference-remote' : 'document.reference-outside',
		message: `${what}, at ${place.pointer ?? ''}`,
		remedy:
			near !== undefined && !isRemote
				? `did you mean "${near}"? Else move the file into the document's folder`
				: isRemote
					? 'keep a copy beside the document, or allow remote references'
					: "move the file into the document's folder",
		place,
	});
}

/** A document that refers to more files than anybody has. */
export function refuseTooMany(file: string, limit: number): StartupError {
	return new StartupError({
		code: 'document.too-large',
		message: `${file}: refers to more than ${limit} files`,
		remedy: 'bundle the document first',
	});
}
