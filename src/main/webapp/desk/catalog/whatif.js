// The charges of a month at the prices of a draft.
import { call } from '../../shared/api.js';
import { bars } from '../../shared/charts.js';
import { lastMonths } from '../../shared/days.js';
import { element, field, figure, figures, note, options, table, text } from '../../shared/elements.js';
import { count } from '../../shared/format.js';
import { sending } from '../../shared/forms.js';
import { counted, serviceName } from '../../shared/names.js';
import { isNegative, isZero, share, toNanos } from '../../shared/decimal.js';
import { sent } from './draft.js';
import { worth } from './names.js';

const MONTHS = 13;

const signed = (amount, unit) => (isNegative(amount) || isZero(amount) ? '' : '+') + worth(amount, unit);

function percent({ difference, charged }) {
  const found = share(difference, charged);
  return found === null || isZero(difference) ? '' : `${isNegative(difference) ? '' : '+'}${count(found)} %`;
}

const changed = row => element('span', {}, signed(row.difference, row.unit), element('small', {}, percent(row)));

function totals(rows) {
  return figures(
    ...rows.map(row =>
      figure(
        row.unit === 'credits' ? 'AI Chat and other work paid with credits' : 'Creative usage',
        signed(row.difference, row.unit),
        `${worth(row.charged, row.unit)} was charged; ${worth(row.draft, row.unit)} at the draft’s prices`,
      ),
    ),
  );
}

const BELOW = () => element('span', { className: 'flag' }, 'below cost');

/** Of a charge, the part of it that no margin is of. */
const uncosted = (amount, row) =>
  isZero(amount) ? null : element('small', {}, `${worth(amount, row.unit)} of unknown cost`);

function items(rows) {
  const margin = (amount, row) =>
    amount === null
      ? 'unknown'
      : element('span', {}, worth(amount, row.costUnit ?? 'USD'), isNegative(amount) ? BELOW() : null);
  const known = rows.filter(row => row.draftMargin !== null);
  return [
    table(
      'By service and engine. Work of unknown cost is not in any margin.',
      [
        ['Service', row => element('span', {}, serviceName(row.service), element('small', {}, row.engine))],
        [
          'Charges',
          row => element('span', {}, count(row.charges), element('small', {}, `${count(row.quantity)} units`)),
          true,
        ],
        ['Charged', row => element('span', {}, worth(row.charged, row.unit), uncosted(row.chargedUncosted, row)), true],
        [
          'At draft prices',
          row => element('span', {}, worth(row.draft, row.unit), uncosted(row.draftUncosted, row)),
          true,
        ],
        ['Difference', changed, true],
        [
          'Cost',
          row =>
            element(
              'span',
              {},
              worth(row.cost, row.costUnit ?? 'USD'),
              row.uncosted ? element('small', {}, `${count(row.uncosted)} of unknown cost`) : null,
            ),
          true,
        ],
        ['Margin', row => margin(row.margin, row), true],
        ['Margin at draft prices', row => margin(row.draftMargin, row), true],
      ],
      rows,
    ),
    known.length === 0
      ? null
      : bars(
          'Margin at draft prices, of the work whose cost is known: what customers would have been charged less what providers charge.',
          known.map(row => ({
            label: `${serviceName(row.service)} ${row.engine}${isNegative(row.draftMargin) ? ' – below cost' : ''}`,
            value: Number(row.draftMargin),
            text: worth(row.draftMargin, row.costUnit ?? 'USD'),
            bad: isNegative(row.draftMargin),
          })),
        ),
  ];
}

function teams(rows) {
  const touched = rows.filter(row => toNanos(row.difference) !== 0n);
  return [
    element('h3', {}, 'Teams whose charges change most'),
    touched.length === 0
      ? text('No team’s charges would have changed.')
      : table(
          'Largest change first',
          [
            ['Team', row => element('a', { href: '/?team=' + row.teamId }, row.name)],
            ['Charged', row => worth(row.charged, row.unit), true],
            ['At draft prices', row => worth(row.draft, row.unit), true],
            ['Difference', changed, true],
          ],
          touched,
        ),
  ];
}

function unpriced(rows) {
  return rows.length === 0
    ? null
    : note(
        'warn',
        text('The draft has no price for some of the work. It would have been refused, and is in none of the figures:'),
        element(
          'ul',
          {},
          rows.map(row =>
            element(
              'li',
              {},
              `${serviceName(row.service)} ${row.engine}, ${counted(row.charges, 'charge')}` +
                `${row.charged ? ` of ${worth(row.charged, row.unit)}` : ''}: ${row.reason}`,
            ),
          ),
        ),
      );
}

function result(found) {
  if (found.items.length === 0 && found.unpriced.length === 0) {
    return [note('', text('Nothing was charged in this month. Choose another one.'))];
  }
  return [
    totals(found.totals),
    unpriced(found.unpriced),
    ...(found.items.length ? items(found.items) : []),
    ...teams(found.teams),
  ].filter(Boolean);
}

/**
 * The form and its result.
 *
 * @param isSound tells whether the draft may be sent, and says at its rows why not
 * @param refused is told of what the service does not take
 */
export function whatIf(draft, isSound, refused) {
  const [[now, name], ...earlier] = lastMonths(MONTHS);
  const month = options(
    element('select', { id: 'what-if-month' }),
    [[now, name + ' so far'], ...earlier],
    earlier[0][0],
  );
  const place = element('div', { 'aria-live': 'polite', id: 'what-if' });
  const replay = async () => {
    if (!isSound()) {
      throw new Error('First correct the errors marked in the draft.');
    }
    place.replaceChildren(
      text('Every charge of the month is priced again. A month with millions of charges takes minutes.'),
      element('progress', { 'aria-label': 'Pricing the month' }),
    );
    try {
      place.replaceChildren(
        ...result(await call('/catalog/what-if', { method: 'POST', body: { month: month.value, ...sent(draft) } })),
      );
    } catch (problem) {
      place.replaceChildren();
      refused(problem);
      throw problem;
    }
  };
  return {
    content: [
      text(
        'Prices the work of a month again, as if the draft had been in force. Nothing is changed or charged.',
        'soft',
      ),
      sending(
        element(
          'form',
          { className: 'search' },
          element('div', {}, field('Month (UTC)', month)),
          element('button', { className: 'primary' }, 'Replay'),
        ),
        replay,
      ),
      place,
    ],
    outdated: () => {
      if (place.childElementCount > 0 && !place.querySelector('.outdated')) {
        place.prepend(note('warn outdated', text('The draft has changed since then; replay the month.')));
      }
    },
  };
}
