// A finding in the words of the control API.

import type { Finding } from '../types/finding.ts';

/** Something wrong, as the control API tells it: a finding, with its place in a file where it has one. */
export type ToldFinding = Finding & { file?: string; line?: number; column?: number; remedy?: string };
