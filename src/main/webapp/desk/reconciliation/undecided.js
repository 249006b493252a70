// The charges of a report about which nobody can say yet whether they are right.
import { section, table } from '../../shared/elements.js';
import { count, money, time, words } from '../../shared/format.js';

/** The table of them; nothing if there are none. */
export function undecided(rows) {
  return rows.length === 0
    ? null
    : section(
        'Not yet comparable',
        table(
          'Charges of a time that ends after these days. A run that covers all of it compares them.',
          [
            ['Provider', row => row.provider],
            ['Charged for', row => row.sku ?? `${row.engine}, ${words(row.measure)}`],
            ['From', row => time(row.from)],
            ['To', row => time(row.to)],
            ['Lines', row => count(row.lines), true],
            ['Billed', row => money(row.billedCost, row.unit), true],
          ],
          rows,
        ),
      );
}
