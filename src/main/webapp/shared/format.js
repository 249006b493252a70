// Numbers, times and words as the reader is used to them. Amounts come as decimal strings and are formatted without
// becoming floating-point numbers; only the charts, which nobody reads digits off, compute.
import { plusDays } from './days.js';

const dollars = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD' });
const fine = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD', maximumFractionDigits: 9 });
const counts = new Intl.NumberFormat(undefined, { maximumFractionDigits: 9 });
const days = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const times = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const NONE = '–';

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

export const count = number => (number === null || number === undefined ? NONE : counts.format(number));
export const percent = number => (number === null || number === undefined ? NONE : `${counts.format(number)} %`);
export const day = text => (text ? days.format(new Date(text)) : NONE);
export const time = text => (text ? times.format(new Date(text)) : NONE);

/** The days from one to another, the latter exclusive as the service has it. */
export function period(from, to) {
  return days.formatRange(new Date(from), new Date(plusDays(to, -1)));
}

/** A constant of the service in words, for those that have no words of their own. */
export function words(constant) {
  const text = (constant ?? '').toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
