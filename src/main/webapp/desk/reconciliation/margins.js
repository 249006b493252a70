// The margins of a run: what customers were charged and what providers cost.
import { bars, lines } from '../../shared/charts.js';
import { isZero, minus } from '../../shared/decimal.js';
import { element, note, section, table, text } from '../../shared/elements.js';
import { count, day, money, percent } from '../../shared/format.js';
import { engineName, serviceName } from '../../shared/names.js';

/** The part of a charge that is in no margin. */
const uncosted = row =>
  isZero(row.chargedUncosted) ? null : element('small', {}, `${money(row.chargedUncosted)} of unknown cost`);

/** The margin of each engine. */
export function margins(rows, unattributed) {
  const known = rows.filter(row => row.margin !== null);
  const lost = rows.filter(row => row.belowCost);
  return section(
    'What we earn',
    rows.length === 0 ? text('Nothing was sold on these days.') : null,
    lost.length ? note('bad', text(`Sold below cost: ${lost.map(row => engineName(row.engine)).join(', ')}.`)) : null,
    known.length === 0
      ? null
      : bars(
          'Margin by engine, of the work whose cost is known: what customers were charged less what the provider costs.',
          known.map(row => ({
            label: `${serviceName(row.service)} ${engineName(row.engine)}${row.belowCost ? ' – below cost' : ''}`,
            value: Number(row.margin),
            text: money(row.margin),
            bad: row.belowCost,
          })),
        ),
    rows.length === 0
      ? null
      : table(
          'Margin by engine. Work of unknown cost is not in any margin.',
          [
            [
              'Engine',
              row => element('span', {}, engineName(row.engine), element('small', {}, serviceName(row.service))),
            ],
            [
              'Records',
              row =>
                element(
                  'span',
                  {},
                  count(row.records),
                  row.uncosted ? element('small', {}, `${count(row.uncosted)} without a known cost`) : null,
                ),
              true,
            ],
            ['Charged', row => element('span', {}, money(row.charged), uncosted(row)), true],
            ['Cost', row => money(row.cost), true],
            ['Margin', row => money(row.margin), true],
            [
              'Of the charge',
              row =>
                element(
                  'span',
                  {},
                  percent(row.marginPercent),
                  row.belowCost ? element('span', { className: 'flag' }, 'below cost') : null,
                ),
              true,
            ],
          ],
          rows,
        ),
    unattributed?.records
      ? text(
          `${count(unattributed.records)} records, charged ${money(unattributed.charged)}, name no provider and belong to no invoice.`,
          'soft',
        )
      : null,
  );
}

/** The charges and costs of each day. */
export function daily(rows) {
  const shown = rows.map(row => ({
    day: row.day,
    one: Number(minus(row.charged, row.chargedUncosted)),
    two: Number(row.cost),
  }));
  return section(
    'Day by day',
    rows.length === 0
      ? text('There was no usage on these days.')
      : [
          lines(
            'What customers were charged for work whose cost is known, and what it cost us.',
            shown,
            ['Charged', 'Cost'],
            { amount: value => money(value), day },
          ),
          element(
            'details',
            {},
            element('summary', {}, 'As a table'),
            table(
              'Charge and cost by day (UTC)',
              [
                ['Day', row => day(row.day)],
                ['Charged', row => element('span', {}, money(row.charged), uncosted(row)), true],
                ['Cost', row => money(row.cost), true],
                ['Margin', row => money(row.margin), true],
              ],
              rows,
            ),
          ),
        ],
  );
}
