// A forecast of how long credits or a limit last at the pace of the last days.
import { daysBetween, plusDays, today } from '../../shared/days.js';
import { sum } from '../../shared/decimal.js';
import { text } from '../../shared/elements.js';
import { count, day, money } from '../../shared/format.js';

const DAYS_LOOKED_AT = 14;
const DAYS_WORTH_A_DATE = 365;

/** The days that are asked for: complete ones only, since the present one would make the pace look slow. */
export const daysOfForecast = () => ({ from: plusDays(today(), -DAYS_LOOKED_AT), to: today() });

/**
 * The usage per day.
 *
 * @param items usage by day of the complete days, of one account
 * @returns {used, days, perDay}; null if nothing was used. A team that began later is measured since its first day, so
 *     that the days before do not make the pace look slow.
 */
export function paceOf(items) {
  const used = items.filter(item => Number(item.amount) > 0);
  if (used.length === 0) {
    return null;
  }
  const first = used.map(item => item.key).sort()[0];
  const days = daysBetween(first, today());
  const total = sum(used.map(item => item.amount));
  return { used: total, days, perDay: Number(total) / days };
}

function lasting(available, pace) {
  const days = Math.floor(available / pace.perDay);
  if (days >= DAYS_WORTH_A_DATE) {
    return ['more than a year', null];
  }
  return [days < 1 ? 'less than a day' : days === 1 ? 'one day' : `${count(days)} days`, day(plusDays(today(), days))];
}

function basis(pace, unit) {
  const days = pace.days === 1 ? 'on the last complete day' : `in the last ${pace.days} complete days`;
  const rough = Number(pace.perDay.toPrecision(3));
  return text(
    `Basis: ${money(pace.used, unit)} used ${days} (UTC), about ${money(rough, unit)} a day. Today is counted once it is over.`,
    'soft',
  );
}

const nothingUsed = () =>
  text(
    `No forecast: nothing was used in the last ${DAYS_LOOKED_AT} complete days (UTC). Today is counted once it is over.`,
    'soft',
  );

/** The forecast for credits, in words. */
export function creditsForecast(available, pace) {
  if (!pace) {
    return [nothingUsed()];
  }
  if (Number(available) <= 0) {
    return [text('Nothing is left.'), basis(pace, 'credits')];
  }
  const [lasts, until] = lasting(Number(available), pace);
  return [
    text(`At this pace, ${lasts} left${until ? ', until about ' + until : ''}.`, 'forecast'),
    basis(pace, 'credits'),
  ];
}

/** When creative usage reaches its limit, in words. */
export function creativeForecast(available, pace) {
  if (!pace) {
    return [nothingUsed()];
  }
  if (Number(available) <= 0) {
    return [
      text(
        'The limit is reached: further creative work is refused until a bill is paid or the limit is raised.',
        'forecast',
      ),
    ];
  }
  const [lasts, until] = lasting(Number(available), pace);
  return [
    text(
      until
        ? `At this pace, the limit is reached in ${lasts}, about ${until}, unless a bill is paid before.`
        : `At this pace, the limit lasts ${lasts}.`,
      'forecast',
    ),
    basis(pace, 'USD'),
  ];
}
