// How the open breaks of a report came about, how old breaks are, and how far people are with them.
import { section, table, text } from '../../shared/elements.js';
import { count, money } from '../../shared/format.js';
import { stateName } from './names.js';

/** The way from those of the report before to those that are open now; null in an older report. */
export function openBreaks(roll) {
  return roll
    ? section(
        'Open breaks since the report before',
        table(
          'Open or disputed, of the same providers, whatever their day: opening + new − closed = open',
          [
            ['Part', row => row[0]],
            ['Breaks', row => (row[1].count === undefined ? '–' : count(row[1].count)), true],
            ['Difference', row => money(row[1].variance), true],
          ],
          [
            ['Opening', roll.opening],
            ['+ New, or open again', roll.opened],
            ['− Closed: resolved or accepted', roll.closed],
            ['+ Changed amounts', { variance: roll.changed }],
            ['= Open', roll.open],
          ],
        ),
      )
    : null;
}

/** The breaks by age. */
export function ageing(rows) {
  return section(
    'Age at the end of the run',
    table(
      'All open or disputed breaks, whatever their day, by days since they were first seen',
      [
        ['Days', row => row.days],
        ['Breaks', row => count(row.count), true],
        ['Difference', row => money(row.variance), true],
      ],
      rows,
    ),
  );
}

/** The breaks by state. */
export function states(rows) {
  return section(
    'State at the end of the run',
    rows.length === 0
      ? text('There are no breaks.')
      : table(
          'All breaks that are not settled, whatever their day, and those that this run has settled',
          [
            ['State', row => stateName(row.state)],
            ['Breaks', row => count(row.count), true],
            ['Difference', row => money(row.variance), true],
          ],
          rows,
        ),
  );
}
