// What the effects of all operations share.

import type { Operation, Resource } from '../../spec/index.ts';
import type { Generate } from './keys.ts';

/** What the effects of a mock have in common. */
export interface EffectContext {
	/** Of all documents. */
	resources: ReadonlyMap<string, Resource>;
	/** Of all documents. */
	operations: readonly Operation[];
	/** For keys that must look as a schema says; absent: such keys are uuids. */
	generate?: Generate;
	/** With so many entities every resource begins; absent: those that can be created with none, the others with a few. */
	fill?: number | undefined;
	/** Whether the mock's own sample of the operation has this text in its path, or in its body; absent: there are no samples. */
	offers?: (operation: Operation, text: string, where?: 'path' | 'body') => boolean;
}
