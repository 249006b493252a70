// How old the breaks of a report are, and how far people are with them.
import { section, table, text } from '../../shared/elements.js';
import { count, money } from '../../shared/format.js';
import { stateName } from './names.js';

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
