// What a session's methods reject with.

import type { Finding } from '../types/finding.ts';

/** The mock refuses what was asked of it; nothing was changed. The control API answers the same with `status`. */
export class ControlError extends Error {
	override readonly name = 'ControlError';
	/** 400: it does not fit; 404: there is none; 409: it conflicts with what there is. */
	readonly status: number;
	readonly findings: readonly Finding[];

	constructor(args: { status: number; message: string; findings?: readonly Finding[] | undefined }) {
		super(args.message);
		this.status = args.status;
		this.findings = args.findings ?? [];
	}
}
