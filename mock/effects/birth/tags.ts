// Entity tags that an entity shows as a property, e.g. `etag`: the mock's own to give, another one with each change.

import { guessTypes, type JsonValue, listExamples, type SchemaView } from '../../../spec/index.ts';
import { hashText } from '../../chance/hash.ts';
import { normalizeName } from '../../text/normalize-name.ts';
import { fitsView } from './fit-value.ts';

const TAG = /^_?(?:(?:odata|entity)_)?(?:e_?tag|entity_tag)$|^resource_version$/;
/** Of these the client may mean something of its own, where it sends them. */
const STAMP = /^_?(?:(?:row|object)_version|rev|concurrency_(?:stamp|token)|change_token)$/;

/** Whether a property says which version of the entity this is, as a text that only the server understands. */
export function isTag(name: string, { view, isSent }: { view: SchemaView; isSent: boolean }): boolean {
	const words = normalizeName(name);
	return (TAG.test(words) || (!isSent && STAMP.test(words))) && guessTypes(view).has('string');
}

/** 16 hexadecimal digits that depend on all of a text. */
export function digest(text: string): string {
	return [1, 2].map((basis) => hashText(text, basis).toString(16).padStart(8, '0')).join('');
}

/** A tag in the form of the schema's example (bare, `"…"` or `W/"…"`), another one for another text; `undefined`: the schema takes none such. */
export function writeTag(view: SchemaView, text: string): string | undefined {
	const bare = digest(text);
	const [example] = listExamples(view);
	const forms = [bare, `"${bare}"`, `W/"${bare}"`];
	const like = typeof example === 'string' ? forms.find((form) => headOf(form) === headOf(example)) : undefined;
	return [...(like === undefined ? [] : [like]), ...forms].find((form) => fitsView(view, form));
}

function headOf(tag: JsonValue): string {
	return /^(?:W\/)?"?/.exec(String(tag))?.[0] ?? '';
}
