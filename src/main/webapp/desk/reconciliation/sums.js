// Of a report, what invoices and small differences add up to.
import { section, table } from '../../shared/elements.js';
import { count, money } from '../../shared/format.js';
import { causeName } from './names.js';

/** The totals of invoices; null if there are none. */
export function invoices(rows) {
  return rows.length === 0
    ? null
    : section(
        'Invoices',
        table(
          'What each invoice adds up to, as a whole',
          [
            ['Provider', row => row.provider],
            ['Invoice', row => row.invoiceId],
            ['Lines', row => count(row.lines), true],
            ['Usage', row => money(row.usage, row.unit), true],
            ['Purchases', row => money(row.purchase, row.unit), true],
            ['Credits', row => money(row.credit, row.unit), true],
            ['Tax', row => money(row.tax, row.unit), true],
            ['Total', row => money(row.total, row.unit), true],
          ],
          rows,
        ),
      );
}

/** What agrees, but not to the last digit; null if there is nothing. */
export function withinTolerance(rows) {
  return rows.length === 0
    ? null
    : section(
        'Within the tolerance',
        table(
          'What agrees, but not to the last digit, added up by SKU',
          [
            ['Provider', row => row.provider],
            ['SKU', row => row.sku ?? `${row.engine}, by day`],
            ['Records', row => count(row.records), true],
            ['Our side', row => money(row.recorded), true],
            ['Billed', row => money(row.billed), true],
            ['Difference', row => money(row.variance), true],
            ['Break', row => (row.isBreak ? causeName('ROUNDING') : '–')],
          ],
          rows,
        ),
      );
}
