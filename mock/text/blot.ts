// What is shown in the place of what only its owner may read.

/** Stands where a credential or a password was. */
export const BLOT = '[redacted]';
