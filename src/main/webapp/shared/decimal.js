// Amounts as the service sends them, decimal strings, reckoned without loss: in 1e-9, its smallest unit.
const DECIMALS = 9;

/** True if a typed text is an amount without a sign and with no more decimals than that. */
export const isAmount = (text, decimals) => new RegExp(`^(0|[1-9][0-9]{0,12})(\\.[0-9]{1,${decimals}})?$`).test(text);

/** An amount in 1e-9; nothing counts as zero. */
export function toNanos(amount) {
  const text = String(amount ?? '0');
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  const nanos = BigInt(whole + fraction.padEnd(DECIMALS, '0').slice(0, DECIMALS));
  return text.startsWith('-') ? -nanos : nanos;
}

/** An amount in 1e-9 as a decimal string without trailing zeros. */
export function toAmount(nanos) {
  const digits = String(nanos < 0n ? -nanos : nanos).padStart(DECIMALS + 1, '0');
  const text = `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`.replace(/\.?0+$/, '');
  return (nanos < 0n ? '-' : '') + text;
}

export const sum = amounts => toAmount(amounts.reduce((total, amount) => total + toNanos(amount), 0n));
export const plus = (one, other) => toAmount(toNanos(one) + toNanos(other));
export const minus = (one, other) => toAmount(toNanos(one) - toNanos(other));
export const negated = amount => toAmount(-toNanos(amount));
export const isNegative = amount => toNanos(amount) < 0n;
export const isZero = amount => toNanos(amount) === 0n;
export const isLess = (one, other) => toNanos(one) < toNanos(other);

/** The part of a whole in percent, rounded down to two decimals; null if there is no whole. */
export function share(part, whole) {
  const [one, other] = [toNanos(part), toNanos(whole)];
  if (other === 0n) {
    return null;
  }
  const hundredths = (10_000n * one) / other;
  const digits = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, '0');
  return `${hundredths < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
