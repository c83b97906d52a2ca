// The page of a list: what was asked, and what of it is there. Filled by effects, told by answers.

import type { Paging } from '../../spec/index.ts';
import type { CheckedRequest } from './request.ts';

/** By which of a list's parameters its pages are told. */
export type PageStyle = 'page' | 'offset' | 'cursor';

export interface ListPage {
	/** All that the request's filters leave. */
	total: number;
	/** Those before the page. */
	start: number;
	shown: number;
	/** Infinity: nothing cuts the list. */
	limit: number;
	paging: Paging;
	/** Absent: no parameter leads to another page. */
	style?: PageStyle | undefined;
	/** It was asked for by what comes behind it (`ending_before`). */
	isBackward: boolean;
	isSorted: boolean;
	/** Absent: no request asked for it, so that nothing leads to other pages. */
	request: CheckedRequest | undefined;
	/** The key of the entity at a place, counted from 0; `undefined`: there is none. */
	keyAt(place: number): string | undefined;
}
