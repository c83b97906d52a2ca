// What the parts of a response's check share. Types only.

import type { Operation } from '../../spec/index.ts';
import type { HttpInteraction } from '../pact/index.ts';
import type { FindingCollector } from './finding-collector.ts';

/** An interaction whose answer is held to an operation, and where what doesn't fit is collected. */
export interface ResponseCheck {
	interaction: HttpInteraction;
	operation: Operation;
	collector: FindingCollector;
}
