// The period that a page shows: in the form, in the address, and as the service has it (last day exclusive, UTC).
import { firstOf, monthOf, plusDays, plusMonths, today } from '../../shared/days.js';
import { element, field, options } from '../../shared/elements.js';

const PERIODS = {
  month: ['This month', () => [firstOf(monthOf(today())), plusDays(today(), 1)]],
  'last-month': ['Last month', () => [firstOf(plusMonths(monthOf(today()), -1)), firstOf(monthOf(today()))]],
  'last-30': ['The last 30 days', () => [plusDays(today(), -29), plusDays(today(), 1)]],
  'last-90': ['The last 90 days', () => [plusDays(today(), -89), plusDays(today(), 1)]],
};
const OWN = 'own';
const MAX_DAYS = 366;

/**
 * Fields for a period.
 *
 * @param given {period, from, to} of the address
 * @param changed called when another one is chosen
 * @returns {fields, range: [from, to), address: what belongs into the address, problem: why it is none}
 */
export function periodFields(given, changed) {
  const isDay = text => /^\d{4}-\d\d-\d\d$/.test(text ?? '');
  const isOwn = isDay(given.from) && isDay(given.to);
  const choice = options(
    element('select', { id: 'period' }),
    [...Object.entries(PERIODS).map(([key, [name]]) => [key, name]), [OWN, 'Custom dates']],
    isOwn ? OWN : Object.hasOwn(PERIODS, given.period ?? '') ? given.period : 'last-30',
  );
  const from = element('input', { id: 'from', type: 'date', value: isOwn ? given.from : plusDays(today(), -6) });
  const to = element('input', { id: 'to', type: 'date', value: isOwn ? given.to : today() });
  const own = [element('div', {}, field('First day (UTC)', from)), element('div', {}, field('Last day (UTC)', to))];
  const show = () =>
    own.forEach(part => {
      part.hidden = choice.value !== OWN;
    });
  [choice, from, to].forEach(input =>
    input.addEventListener('change', () => {
      show();
      changed();
    }),
  );
  show();
  const range = () =>
    choice.value === OWN ? [from.value, plusDays(to.value || today(), 1)] : PERIODS[choice.value][1]();
  return {
    fields: [element('div', {}, field('Period', choice)), ...own],
    range,
    address: () => (choice.value === OWN ? { from: from.value, to: to.value } : { period: choice.value }),
    problem: () => {
      const [first, end] = range();
      return !first || first >= end
        ? 'Choose a first day that is not after the last one.'
        : plusDays(first, MAX_DAYS) < end
          ? `Choose at most ${MAX_DAYS} days.`
          : null;
    },
  };
}

/** All days of a range. */
export function daysOf([from, end]) {
  const days = [];
  for (let day = from; day < end; day = plusDays(day, 1)) {
    days.push(day);
  }
  return days;
}
