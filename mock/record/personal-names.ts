// Names of properties whose values are somebody's, in any API: numbers of documents among them, whatever the country calls them.

/** Names of what nobody else may have. */
export const SECRET =
	/(?:^|_)(?:token|jwt|secret|password|passwd|passphrase|pin|otp|api_?key|authorization|cookie|session_id|sid|credentials?|csrf)$/;
/** Names that say who somebody is, beside those of names and addresses. */
export const TELLTALE =
	/(?:^|_)(?:birth\w*|dob|ssn|nif|nie|dni|passport|iban|bic|tax_id|vat_id|national_id|social_security\w*|document_number|card_number|cvv|cvc|latitude|longitude)(?:_|$)/;
