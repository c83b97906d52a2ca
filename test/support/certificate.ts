// A certificate for 127.0.0.1 that signs itself, made for one test run: nothing of it is kept.

import { generateKeyPairSync, sign } from 'node:crypto';

/** The key and the certificate, in PEM. */
export interface TestCertificate {
	key: string;
	cert: string;
}

/** X.509 v3 (RFC 5280 §4.1) for the address 127.0.0.1, good for a day around now. */
export function createCertificate(): TestCertificate {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = sequence(oid('2a8648ce3d040302'));
	const name = sequence(tag(0x31, sequence(oid('550403'), tag(0x0c, Buffer.from('127.0.0.1')))));
	const day = 24 * 60 * 60 * 1000;
	const moment = (ms: number): Buffer =>
		tag(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
	const address = tag(0x87, Buffer.from([127, 0, 0, 1]));
	const authority = sequence(oid('551d13'), tag(0x04, sequence(tag(0x01, Buffer.from([0xff])))));
	const subject = sequence(oid('551d11'), tag(0x04, sequence(address)));
	const body = sequence(
		tag(0xa0, integer(2)),
		integer(1),
		algorithm,
		name,
		sequence(moment(Date.now() - day), moment(Date.now() + day)),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		tag(0xa3, sequence(authority, subject)),
	);
	const signature = sign('sha256', body, privateKey);
	const der = sequence(body, algorithm, tag(0x03, Buffer.concat([Buffer.from([0]), signature])));
	const lines = der.toString('base64').replaceAll(/.{64}/g, '$&\n');
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
	};
}

/** DER (X.690 §8.1): the tag, the length, the content. */
function tag(type: number, content: Buffer): Buffer {
	const { length } = content;
	const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.from([type, ...head]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
	return tag(0x30, Buffer.concat(parts));
}

function integer(value: number): Buffer {
	return tag(0x02, Buffer.from([value]));
}

function oid(hex: string): Buffer {
	return tag(0x06, Buffer.from(hex, 'hex'));
}
