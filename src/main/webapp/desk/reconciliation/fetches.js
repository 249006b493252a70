// The costs that are fetched from providers: how far, and the days that did not come.
import { call } from '../../shared/api.js';
import { element, note, section, table, text } from '../../shared/elements.js';
import { day, time } from '../../shared/format.js';

const days = list => list.map(each => day(each)).join(', ');

function state(row) {
  const missing = [
    row.missingDays.length ? `Nothing was told of ${days(row.missingDays)}.` : null,
    row.refusedDays.length ? `Refused: ${days(row.refusedDays)}. The import has the reason.` : null,
  ].filter(Boolean);
  return element(
    'span',
    {},
    row.detail ?? (row.succeededAt ? 'In order' : 'Not tried yet'),
    missing.map(each => element('small', {}, each)),
  );
}

/** Shows the providers whose costs are fetched; nothing if there are none. */
export async function showFetches() {
  const { items } = await call('/reconciliation/fetches');
  const place = document.getElementById('fetches');
  place.hidden = items.length === 0;
  place.append(
    table(
      'The providers whose costs are fetched each night',
      [
        ['Provider', row => row.provider],
        ['State', state],
        ['Last day', row => day(row.lastDay)],
        ['Last success', row => time(row.succeededAt)],
        ['Next attempt', row => (row.fetching ? 'Now' : time(row.nextTryAt))],
      ],
      items,
    ),
  );
}

/** The section of a report for the days that did not come; null if there are none. */
export function notFetched(rows) {
  return rows.length === 0
    ? null
    : section(
        'Not fetched',
        note(
          'warn',
          text('The costs of these days did not come from the provider. What else was billed for them is compared.'),
          element(
            'ul',
            {},
            rows.map(row =>
              element('li', {}, element('strong', {}, row.provider + ': '), `${days(row.days)}. ${row.problem}`),
            ),
          ),
        ),
      );
}
