// Numbers, times and words as the reader is used to them. Amounts come as decimal strings and are formatted without
// becoming floating-point numbers; only the charts, which nobody reads digits off, compute.
import { plusDays } from './days.js';

const dollars = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD' });
const fine = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD', maximumFractionDigits: 9 });
const counts = new Intl.NumberFormat(undefined, { maximumFractionDigits: 9 });
const days = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const times = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const NONE = '–';
const CENT_DECIMALS = 2;
const MILLIS_OF_AN_INSTANT = 1;
const [GROUP, POINT] = ['group', 'decimal'].map(
  type => counts.formatToParts(12345.6).find(part => part.type === type)?.value ?? '',
);
const exact = new Map();
const decimalsOf = amount => (String(amount ?? '').split('.')[1] ?? '').replace(/0+$/, '').length;

function exactly(unit, decimals) {
  const key = unit + decimals;
  if (!exact.has(key)) {
    exact.set(
      key,
      new Intl.NumberFormat(undefined, {
        ...(unit === 'USD' ? { style: 'currency', currency: 'USD' } : {}),
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      }),
    );
  }
  return exact.get(key);
}

/** Cents and above in cents, less than a dollar in full. */
export function money(amount, unit = 'USD') {
  if (amount === null || amount === undefined) {
    return NONE;
  }
  if (unit !== 'USD') {
    return `${counts.format(amount)} ${unit}`;
  }
  return Math.abs(Number(amount)) >= 1 || Number(amount) === 0 ? dollars.format(amount) : fine.format(amount);
}

/**
 * Shows amounts of one unit that stand together, all with as many decimals as one of them needs: nothing is rounded, so what
 * is shown adds up.
 *
 * @returns gives an amount as text; the unit's name is left out if a head names it
 */
export function together(amounts, unit = 'USD', isNamed = true) {
  const decimals = Math.max(unit === 'USD' ? CENT_DECIMALS : 0, ...amounts.map(decimalsOf));
  return amount =>
    amount === null || amount === undefined
      ? NONE
      : exactly(unit, decimals).format(amount) + (unit === 'USD' || !isNamed ? '' : ' ' + unit);
}

/** An amount as the reader would type it. */
export const typeable = amount => String(amount ?? '').replace('.', POINT);

/**
 * A typed text, with the reader's decimal sign, as the service takes it. A sign that may stand for thousands makes it
 * unreadable rather than a thousand times as much; a point is taken for a decimal sign where it cannot.
 *
 * @returns null if it cannot be read
 */
export function typed(text) {
  const given = text.trim();
  if (given.includes(POINT)) {
    return given.replace(POINT, '.');
  }
  return given.includes(GROUP) && (GROUP !== '.' || /\.\d{3}$/.test(given)) ? null : given;
}

/** The hint at a number that cannot be read. */
export const numberHint = (...examples) =>
  `must be a number such as ${examples.map(typeable).join(' or ')}, without a thousands separator`;

export const count = number => (number === null || number === undefined ? NONE : counts.format(number));
export const percent = number => (number === null || number === undefined ? NONE : `${counts.format(number)} %`);
export const day = text => (text ? days.format(new Date(text)) : NONE);
export const time = text => (text ? times.format(new Date(text)) : NONE);

/** The days from one to another, the latter exclusive as the service has it. */
export function period(from, to) {
  return days.formatRange(new Date(from), new Date(plusDays(to, -1)));
}

/** The days (UTC) from one instant to another, the latter exclusive. */
export function daysFrom(from, to) {
  const [first, end] = [new Date(from), new Date(to)];
  return days.formatRange(first, new Date(Math.max(first, end - MILLIS_OF_AN_INSTANT)));
}

/** A constant of the service in words, for those that have no words of their own. */
export function words(constant) {
  const text = (constant ?? '').toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
