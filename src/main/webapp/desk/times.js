// Instants as an operator compares them: how long ago, in the own zone, in UTC.
import { time } from '../shared/format.js';

const SECOND = 1000;
const UNITS = [
  ['day', 86_400 * SECOND],
  ['hour', 3_600 * SECOND],
  ['minute', 60 * SECOND],
  ['second', SECOND],
];

/** The age of something, in the largest unit that fits: "3 minutes". */
export function age(text, now = Date.now()) {
  const millis = Math.max(0, now - Date.parse(text));
  const [unit, size] = UNITS.find(([, each]) => millis >= each) ?? UNITS.at(-1);
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.floor(millis / size),
  );
}

/** The minutes since an instant. */
export const minutesSince = text => (Date.now() - Date.parse(text)) / (60 * SECOND);

/** An instant in UTC, as in 2026-01-31 09:00 UTC. */
export const utc = text => `${new Date(text).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** An instant in the reader's zone, and in UTC for those who compare it with what others say. */
export const bothTimes = text => `${time(text)} (${utc(text)})`;
