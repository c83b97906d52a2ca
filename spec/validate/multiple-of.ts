// `multipleOf` by decimal arithmetic: 19.99 is a multiple of 0.01, and 1e308 is none of 0.123456789, whatever floating point says.

interface Decimal {
	digits: bigint;
	exponent: number;
}

/** Whether `value` is a whole multiple of `divisor`, both as JSON writes them. `divisor` is above 0. */
export function isMultipleOf(value: number, divisor: number): boolean {
	if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
	if (!Number.isFinite(value)) return false;
	const a = readDecimal(value);
	const b = readDecimal(divisor);
	const exponent = Math.min(a.exponent, b.exponent);
	return scale(a, exponent) % scale(b, exponent) === 0n;
}

/** `1.5e-7` → 15 × 10^-8. */
function readDecimal(number: number): Decimal {
	const [mantissa = '', power = '0'] = String(number).split('e');
	const [whole = '', fraction = ''] = mantissa.split('.');
	return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

function scale({ digits, exponent }: Decimal, to: number): bigint {
	return digits * 10n ** BigInt(exponent - to);
}
