// Days and months by which the service accounts, in UTC, as in 2026-01-31 and 2026-01.
const DAY_MILLIS = 86_400_000;
const months = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });

const dayOf = instant => new Date(instant).toISOString().slice(0, 10);

export const today = () => dayOf(Date.now());
export const plusDays = (day, number) => dayOf(Date.parse(day) + number * DAY_MILLIS);
export const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MILLIS);
export const monthOf = day => day.slice(0, 'yyyy-mm'.length);
export const firstOf = month => month + '-01';

/** The month so many months later. */
export function plusMonths(month, number) {
  const [year, index] = month.split('-').map(Number);
  return monthOf(dayOf(Date.UTC(year, index - 1 + number, 1)));
}

/** The last months up to this one, latest first, as [2026-01, January 2026]. */
export const lastMonths = number =>
  Array.from({ length: number }, (none, back) => plusMonths(monthOf(today()), -back)).map(month => [
    month,
    months.format(new Date(month)),
  ]);
