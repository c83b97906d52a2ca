// Each scenario of the platform's groups as a play: what the app has made, what it calls, and what the scenario promises.

import {
	contractOf,
	type Ids,
	OWNER,
	otpOf,
	type Parts,
	processOf,
	sectionOf,
	templateOf,
	type Visitor,
} from './platform.ts';

/** One call, and what is to come of it; `body` is part of the answer's body. */
export type PlatformScene = readonly [operation: string, status: number, parts?: Parts, body?: object];

export interface PlatformPlay {
	/** What the app has of its own; absent: nothing. */
	make?: (visitor: Visitor) => Promise<Ids>;
	scenes: (ids: Ids) => readonly PlatformScene[];
}

const picture = { body: { name: 'front', extension: 'png', content: 'PNG' } };
const pdf = (tags?: string[]): Parts => ({
	body: { name: 'contract', extension: 'pdf', content: '%PDF-1.4', ...(tags && { tags }) },
});
const code = (path: Ids, more: object = {}): Parts => ({ path, body: { code: 'k4khb9', ...more } });
const reason = (path: Ids): Parts => ({ path, body: { reason: 'no longer needed' } });
const error = (title: string): object => ({ errors: [{ title }] });

/** Both kinds of signature, in a process whose signer an agent identifies. */
const signing = async (visitor: Visitor): Promise<Ids> => {
	const biometric = await visitor.process({ sign: 'BIOMETRIC' });
	const simple = await visitor.process({ sign: 'SIMPLE' });
	return { ...biometric, simple_sign_id: simple['sign_id'] as string };
};
const simple = (ids: Ids): Parts => ({ path: { sign_id: ids['simple_sign_id'] as string } });

/** By the name of the scenario. */
export const PLATFORM_PLAYS: Readonly<Record<string, PlatformPlay>> = {
	'document-of-another-owner': {
		make: (visitor) => visitor.document(),
		scenes: (path) => [['getDocument', 404, { path, header: { 'x-auth-owner': OWNER } }]],
	},
	'document-extension-mismatch': {
		scenes: () => [
			['createDocument', 400, pdf()],
			['createDocument', 201, picture],
		],
	},
	'document-reserved-tag': {
		scenes: () => [
			['createDocument', 400, pdf(['draft'])],
			['createDocument', 201, pdf()],
		],
	},
	'form-name-taken': {
		scenes: () => [
			['createForm', 409],
			['listForms', 200],
		],
	},
	'form-without-fields': { scenes: () => [['createForm', 422]] },
	'forms-second-page': {
		scenes: () => [
			['listForms', 200, {}, { page: 0, pageSize: 50 }],
			['listForms', 200, { query: { page: '1' } }, { page: 1 }],
		],
	},
	'section-form-missing': {
		scenes: () => [['createSection', 404, { body: sectionOf('OTHER', 'CUSTOMER_DATA') }]],
	},
	'section-in-use': {
		make: (visitor) => visitor.section('OWN'),
		scenes: (path) => [
			['getSection', 200, { path }],
			['deleteSection', 409, { path }],
		],
	},
	'section-language-missing': { scenes: () => [['createSection', 422]] },
	'template-section-missing': { scenes: () => [['createTemplate', 404, { body: templateOf('OTHER') }]] },
	'template-name-taken': { scenes: () => [['createTemplate', 409, { body: templateOf('OTHER') }]] },
	'template-second-version': {
		scenes: () => [
			['getTemplate', 200, { path: { templateExternalId: 'POSTPAID' } }, { version: 2 }],
			['createFilledContract', 201, { body: contractOf(1) }],
			['createFilledContract', 201, { body: contractOf(2) }],
			['createFilledContract', 404, { body: contractOf(3) }],
		],
	},
	'configuration-extension-refused': { scenes: () => [['createConfigurationDocument', 400]] },
	'configuration-incomplete': {
		scenes: () => [
			['createConfigurationDocument', 422],
			['putConfiguration', 422],
		],
	},
	'sign-process-document-missing': {
		make: (visitor) => visitor.document(),
		scenes: ({ documentId = '6a1d7f2e-93c4-4b58-8a0f-1e5d7c2b9f01' }) => [
			['createSignProcess', 404, { body: processOf({ documentId }) }],
		],
	},
	'sign-process-expired': {
		make: signing,
		scenes: (ids) => [
			['getSignProcess', 200, { path: ids }, { status: 'EXPIRED' }],
			['signBiometricSign', 409, { path: ids }],
			['signSimpleSign', 409, simple(ids)],
			['cancelSignProcess', 409, reason(ids)],
		],
	},
	'second-signer-missing': {
		make: (visitor) => visitor.process({ signers: 2 }),
		scenes: (ids) => [['getSignProcess', 200, { path: ids }, { status: 'PENDING' }]],
	},
	'sign-without-preview': {
		make: signing,
		scenes: (ids) => [
			['signBiometricSign', 409, { path: ids }],
			['signSimpleSign', 409, simple(ids)],
			['previewBiometricSign', 204, { path: ids }],
			['signBiometricSign', 204, { path: ids }],
		],
	},
	'sign-twice': {
		make: signing,
		scenes: (ids) => [
			['signBiometricSign', 204, { path: ids }],
			['signBiometricSign', 409, { path: ids }],
			['signSimpleSign', 204, simple(ids)],
			['signSimpleSign', 409, simple(ids)],
		],
	},
	'sign-before-identification': {
		make: signing,
		scenes: (ids) => [
			['getBiometricSign', 200, { path: ids }, { status: 'PREVIEWED' }],
			['signBiometricSign', 409, { path: ids }],
			['validateAgentIdentification', 204, { path: ids }],
			['signBiometricSign', 204, { path: ids }],
		],
	},
	'agent-evidence-missing': {
		make: (visitor) => visitor.agent(),
		scenes: (path) => [
			['validateAgentIdentification', 400, { path, body: { agent: 'shop-17' } }],
			['validateAgentIdentification', 204, { path, body: { agent: 'shop-17', evidence: 'iVBORw0KGgo=' } }],
		],
	},
	'agent-already-validated': {
		make: (visitor) => visitor.agent(),
		scenes: (path) => refusedAgent(path, 'VALIDATED'),
	},
	'agent-expired': { make: (visitor) => visitor.agent(), scenes: (path) => refusedAgent(path, 'EXPIRED') },
	'agent-cancelled-then-validated': {
		make: (visitor) => visitor.agent(),
		scenes: (path) => refusedAgent(path, 'CANCELLED'),
	},
	'agent-cancel-unknown': {
		make: (visitor) => visitor.agent(),
		scenes: (path) => [
			['getAgentIdentificationMetadata', 404, { path }],
			['cancelAgentIdentification', 404, reason(path)],
			['validateAgentIdentification', 404, { path }],
		],
	},
	'agent-expires-in-too-short': { scenes: () => [['createAgentIdentification', 400]] },
	'otp-wrong-code': {
		make: (visitor) => visitor.otp(),
		scenes: (path) => [
			['validateOtpIdentification', 400, code(path)],
			['getOtpIdentificationMetadata', 200, { path }, { status: 'PENDING' }],
			['validateOtpIdentification', 204, code(path)],
		],
	},
	'otp-too-many-attempts': {
		make: (visitor) => visitor.otp(),
		scenes: (path) => [
			['validateOtpIdentification', 400, code(path)],
			['validateOtpIdentification', 400, code(path)],
			['validateOtpIdentification', 400, code(path)],
			['validateOtpIdentification', 409, code(path)],
		],
	},
	'otp-second-factor-missing': {
		make: (visitor) => visitor.otp(),
		scenes: (path) => [
			['validateOtpIdentification', 400, code(path)],
			['validateOtpIdentification', 204, code(path, { two_factor: '12345678A' })],
		],
	},
	'otp-already-open': { scenes: () => [['createOtpIdentification', 409]] },
	'otp-cancel-after-validate': {
		make: (visitor) => visitor.otp(),
		scenes: (path) => [
			['getOtpIdentificationMetadata', 200, { path }, { status: 'VALIDATED' }],
			['cancelOtpIdentification', 409, reason(path)],
			['validateOtpIdentification', 409, code(path)],
		],
	},
	'otp-external-channel': {
		make: (visitor) => visitor.otp(),
		scenes: (path) => [
			['validateOtpIdentification', 204, code(path)],
			[
				'createOtpIdentification',
				201,
				{ body: otpOf('11111111C', { type: 'EMAIL', external: true }) },
				{ code: 'k4khb9' },
			],
		],
	},
	'contract-unknown': {
		make: (visitor) => visitor.contract(),
		scenes: (path) => [['getContract', 404, { path }]],
	},
	'contract-template-version-gone': { scenes: () => [['createFilledContract', 404, { body: contractOf(1) }]] },
	'contract-field-missing': { scenes: () => [['createFilledContract', 422, { body: contractOf(1) }]] },
	'scoring-out-of-retries': {
		make: (visitor) => visitor.scoring(),
		scenes: (path) => [['getScoring', 200, { path }, { status: 'FAILED' }]],
	},
	'scoring-expired': {
		make: (visitor) => visitor.scoring(),
		scenes: (path) => [
			['getScoring', 410, { path }, error('RESOURCE_IS_NO_LONGER_AVAILABLE')],
			['getScoringCaptures', 410, { path }, error('RESOURCE_IS_NO_LONGER_AVAILABLE')],
		],
	},
	'scoring-unknown': {
		make: (visitor) => visitor.scoring(),
		scenes: (path) => [
			['getScoring', 404, { path }, error('RESOURCE_NOT_FOUND')],
			['getScoringCaptures', 404, { path }, error('RESOURCE_NOT_FOUND')],
		],
	},
	'certificate-password-wrong': { scenes: () => [['createSignConfiguration', 401]] },
	'configuration-absent': {
		make: async (visitor) => {
			await visitor.make('createSignConfiguration');
			return {};
		},
		scenes: () => [['getSignConfiguration', 404, {}, error('RESOURCE_NOT_FOUND')]],
	},
	'channel-unknown': { scenes: () => [['createSignConfiguration', 400]] },
};

function refusedAgent(path: Ids, status: string): readonly PlatformScene[] {
	return [
		['getAgentIdentificationMetadata', 200, { path }, { status }],
		['validateAgentIdentification', 409, { path }],
		['cancelAgentIdentification', 409, reason(path)],
	];
}
