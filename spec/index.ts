// The door of spec/: the OpenAPI documents and the code that reads them.

import type { lintDocuments as lint } from './lint/lint.ts';

export { SCALAR, SCALAR_OR_CONDITION, VALUE_OR_CONDITION } from './conditions/condition-shape.ts';
export { type Accepts, compileCondition, isCondition, isEqual } from './conditions/value-condition.ts';
export * from './document.ts';
export {
	DURATION_PATTERN,
	type Duration,
	isDuration,
	MAX_DURATION_LENGTH,
	parseDuration,
} from './durations/durations.ts';
export { collectEntitySchemas, viewSent } from './effects/entity-schemas.ts';
export * from './effects/expressions.ts';
export { withoutVerb } from './effects/flags.ts';
export { isPartOf, nameOfSchema } from './effects/infer/agreement.ts';
export { describeEffect } from './effects/infer/describe-effect.ts';
export { formatOverlay } from './effects/infer/explain-stateless.ts';
export { findSentState } from './effects/infer/find-sent-state.ts';
export { isOffspring } from './effects/infer/find-tree.ts';
export { MAKERS, OWNERS } from './effects/infer/find-whose.ts';
export { findNamedProperty } from './effects/infer/named-property.ts';
export { PEOPLE } from './effects/infer/register-rules.ts';
export { isSameNoun } from './effects/infer/words.ts';
export { stepsToLink } from './effects/link-maps.ts';
export { countsFromZero, findAnsweredList } from './effects/list-effects.ts';
export { readFilterName } from './effects/list-filters.ts';
export { findOperator, IDENTIFIERS, nameQueryPlace, toPlain } from './effects/list-words.ts';
export { type PageFact, type PageMember, readPageMetadata } from './effects/page-metadata.ts';
export { type PageTarget, RELATIONS } from './effects/page-words.ts';
export { type FindProperty, joinFinders } from './effects/property-finder.ts';
export { filtersRows } from './effects/row-filters.ts';
export { listUniqueRules, type UniqueRule } from './effects/uniques.ts';
export { findVersionLock } from './effects/version-locks.ts';
export * from './errors.ts';
export { isAlive, nameDraft, sweepDrafts } from './files/drafts.ts';
export { expandAll, expandPattern, isPattern } from './files/expand-pattern.ts';
export { findStats, tellUnread, tellUnwritten } from './files/tell-unread.ts';
export { isMissing, removeFile, writeWhole } from './files/whole-file.ts';
export type { KeptDocument } from './kept/kept-documents.ts';
export { reopenDocuments } from './kept/reopen-documents.ts';
export type { LintOptions, LintResult } from './lint/lint.ts';
export { machine } from './machine.ts';
export { describeShown } from './operations/example-shape.ts';
export { findMediaType } from './operations/find-media-type.ts';
export { findNamed, tellUnnamed } from './operations/find-named.ts';
export { documentedAnswer, findDefinition, statusKeyOf } from './operations/find-response.ts';
export { type Idempotency, readIdempotency } from './operations/idempotency.ts';
export { findAnswerSchema, findJsonMediaType, isJsonPatchType, isJsonType } from './operations/json-media.ts';
export { isMeant, listReadings } from './operations/meant-examples.ts';
export { formatMediaType, parseMediaType, stripMediaType } from './operations/media-type-name.ts';
export {
	type Negotiated,
	nameMediaType,
	negotiateMediaType,
	rankMediaTypes,
} from './operations/negotiate-media-type.ts';
export { listPartHeaders, type PartHeader } from './operations/part-headers.ts';
export { type Preconditions, readPreconditions, usesTags } from './operations/preconditions.ts';
export { servedTemplate } from './operations/query-tails.ts';
export { type Framing, findFraming, findItemSchema } from './operations/sequential-media.ts';
export { findSeparator, isYamlType } from './operations/written-media.ts';
export { sortKeys, writeCanonicalJson } from './read/canonical-json.ts';
export { decodeText, readTextFile } from './read/decode-text.ts';
export * from './read/exact-numbers.ts';
export * from './read/json.ts';
export { findSlip, nearest, suggest } from './read/nearest.ts';
export { createFetchRule } from './read/open.ts';
export * from './read/pointer.ts';
export { type Edition, fetchFile, isAddress, isLoopbackAddress } from './read/remote.ts';
export { showValue } from './read/show-value.ts';
export * from './read/source.ts';
export { readTextInput, SHOWN_INPUT, STANDARD_INPUT } from './read/standard-input.ts';
export { parseYaml, writeYaml } from './read/yaml-text.ts';
export { limitPatterns, pauseLimit } from './regex/pattern-limits.ts';
export { compilePattern } from './regex/patterns.ts';
export { type CodePointRanges, invertRanges, parseRegex, type RegexNode } from './regex/regex-syntax.ts';
export { viewAt } from './schema/at-pointer.ts';
export { holdsBytes, isRawBytes } from './schema/bytes.ts';
export { type Direction, isWithheld } from './schema/directions.ts';
export { readDiscriminator } from './schema/discriminator.ts';
export { findHeirProperty, mayNameHeir, type NamedHeir, nameHeir, viewNamedHeir } from './schema/heirs.ts';
export { inlineSchema } from './schema/inline.ts';
export { readItems, viewItem, viewItems } from './schema/items.ts';
export { NOTE_KEYWORDS } from './schema/keywords.ts';
export { type Limits, readLimits } from './schema/limits.ts';
export { outlineProperties } from './schema/outline.ts';
export { listPasswords, type Passwords } from './schema/passwords.ts';
export {
	findProperty,
	listAllNames,
	listPossibleProperties,
	listProperties,
	readOpenness,
	viewAdditional,
	viewEntries,
} from './schema/properties.ts';
export { stepInto } from './schema/references.ts';
export { listAlwaysRequired, listRequired, listRequiredIn } from './schema/required.ts';
export { guessTypes, isNullAlone, isNullable, type JsonType, readTypes, typeOfValue } from './schema/types.ts';
export { findKeyword, listAllParts, listExamples, listValues } from './schema/values.ts';
export { ANYTHING, decideUnions, SchemaView, type Union, viewSchema, viewSchemas } from './schema/view.ts';
export { readNumber, writeJson, writeNumber } from './schema/whole-numbers.ts';
export * from './shapes/index.ts';
export { formatCount } from './types/counts.ts';
export * from './types/document.ts';
export * from './types/effect.ts';
export * from './types/finding.ts';
export * from './types/json.ts';
export * from './types/lists.ts';
export * from './types/resource.ts';
export { isOfFormat } from './validate/is-of-format.ts';
export { failsSurely, fitsSurely, isOfOtherType } from './validate/plain-fit.ts';
export { SchemaError, writePointer } from './validate/schema-error.ts';
export { compileSchema, compileView, loadValidator, type Validate } from './validate/validator.ts';
export { isXmlType, readXml, writeXml } from './xml/index.ts';

/** `lintDocuments` of lint.ts, read from disk with its first use: whoever only serves documents does without it. */
export const lintDocuments: typeof lint = async (...args) => (await import('./lint/lint.ts')).lintDocuments(...args);
