// Sums and comparisons of the amounts that come as decimal strings, exact to the last digit (9 decimals, as in USD).
const DECIMALS = 9;

/** An amount in units of its ninth decimal. */
export function toNanos(amount) {
  const text = String(amount ?? '0');
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  const nanos = BigInt(whole + fraction.padEnd(DECIMALS, '0').slice(0, DECIMALS));
  return text.startsWith('-') ? -nanos : nanos;
}

function toText(nanos) {
  const digits = String(nanos < 0n ? -nanos : nanos).padStart(DECIMALS + 1, '0');
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '');
  return `${nanos < 0n ? '-' : ''}${digits.slice(0, -DECIMALS)}${fraction ? '.' + fraction : ''}`;
}

export const sum = amounts => toText(amounts.reduce((total, amount) => total + toNanos(amount), 0n));
export const minus = (one, other) => toText(toNanos(one) - toNanos(other));
export const isZero = amount => toNanos(amount) === 0n;
export const isLess = (one, other) => toNanos(one) < toNanos(other);

/** Whether a person's input is an amount: digits with at most so many decimals, not negative. */
export const isAmount = (text, decimals) => new RegExp(`^(0|[1-9][0-9]{0,12})(\\.[0-9]{1,${decimals}})?$`).test(text);
