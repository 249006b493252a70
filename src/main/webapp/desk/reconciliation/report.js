// The report of a run: from what needs attention to what explains it.
import { bars } from '../../shared/charts.js';
import { button, element, figure, figures, note, section, table, text } from '../../shared/elements.js';
import { count, day, money, percent, period, time, words } from '../../shared/format.js';
import { isNegative, isZero, share, sum } from '../../shared/decimal.js';
import { daily, margins } from './margins.js';
import { ageing, openBreaks, states } from './ages.js';
import { invoices, withinTolerance } from './sums.js';
import { audit } from './audit.js';
import { failures } from './failures.js';
import { notFetched } from './fetches.js';
import { money as moneyIn } from './money.js';
import { leftOut } from './ignored.js';
import { CAUSES, causeName } from './names.js';
import { undecided } from './undecided.js';

/** Everything of a report; showBreaks(cause) is called for the breaks of a cause. */
export function reportOf(report, showBreaks) {
  const began =
    `Days ${period(report.from, report.to)}, ${report.provider ?? 'all providers'}. ` +
    `Ended ${time(report.endedAt)}, ${report.trigger === 'NIGHTLY' ? 'by the nightly timer' : 'started by an operator'}.`;
  return [
    failures(report.failures ?? []),
    notFetched(report.notFetched ?? []),
    audit(report.audit),
    moneyIn(report.money),
    summary(report, began),
    skipped(report.skipped ?? []),
    providers(report.providers, report.foreign ?? []),
    leftOut(report.ignored ?? []),
    invoices(report.invoices),
    undecided(report.undecided ?? []),
    causes(
      report.causes,
      report.providers.some(row => row.invoiceLines > 0),
      showBreaks,
    ),
    withinTolerance(report.withinTolerance),
    openBreaks(report.openBreaks),
    element('section', { className: 'pair' }, ageing(report.ageing), states(report.states)),
    margins(report.margins, report.unattributed),
    daily(report.daily),
    previous(report),
  ];
}

const together = (rows, field) => sum(rows.map(row => row[field]));

function summary(report, began) {
  const rows = report.providers;
  const breaks = rows.reduce((total, row) => total + row.breaks, 0);
  const variance = together(rows, 'variance');
  const direction = isZero(variance)
    ? 'both sides agree'
    : isNegative(variance)
      ? 'billed less than we expected'
      : 'billed more than we expected';
  return section(
    'Result',
    text(began, 'soft'),
    figures(
      figure('Matched', percent(matchedShare(rows)), 'of what can be compared'),
      figure('We expected', money(together(rows, 'recordedCost')), 'cost by our own records'),
      figure('Providers billed', money(together(rows, 'billedCost')), 'usage on their invoices'),
      figure('Difference in breaks', money(variance), direction),
      figure(
        'Breaks',
        count(breaks),
        breaks
          ? 'to investigate'
          : rows.some(row => row.invoiceLines > 0)
            ? 'nothing to investigate'
            : 'there is no invoice to compare with',
      ),
    ),
  );
}

function skipped(rows) {
  return rows.length === 0
    ? null
    : section(
        'Skipped',
        note(
          'warn',
          element(
            'ul',
            {},
            rows.map(row => element('li', {}, `${row.provider}, ${day(row.day)}: ${row.reason}`)),
          ),
        ),
      );
}

function accounted(row) {
  const all = { ...row.accounted, paid_ahead: row.prepaid ?? '0', unused_commitment: row.unusedCommitment ?? '0' };
  const parts = Object.entries(all).filter(([, amount]) => !isZero(amount));
  return parts.length
    ? element(
        'span',
        {},
        parts.map(([name, amount]) => element('small', {}, `${words(name)} ${money(amount)}`)),
      )
    : '–';
}

function providers(rows, foreign) {
  return section(
    'Providers',
    rows.length === 0
      ? text('No provider has any usage or invoice for these days. Upload an invoice file above, or choose other days.')
      : [
          table(
            'Cost by provider. “Matched” is the share of what was billed, or should have been, that agrees.',
            [
              ['Provider', row => row.provider],
              [
                'Our records',
                row =>
                  element(
                    'span',
                    {},
                    money(row.recordedCost),
                    element('small', {}, `${count(row.usageRecords)} records`),
                    row.ofGateways?.records
                      ? element('small', {}, `${count(row.ofGateways.records)} of them of gateways`)
                      : null,
                  ),
                true,
              ],
              [
                'Billed',
                row =>
                  element('span', {}, money(row.billedCost), element('small', {}, `${count(row.invoiceLines)} lines`)),
                true,
              ],
              [
                'Matched',
                row =>
                  element(
                    'span',
                    {},
                    percent(row.matchedShare),
                    element('small', {}, `${money(row.matchedBilled)}, ${count(row.matchedRecords)} records`),
                  ),
                true,
              ],
              [
                'Awaiting an invoice',
                row =>
                  element(
                    'span',
                    {},
                    money(row.awaitingInvoice?.cost),
                    element('small', {}, `${count(row.awaitingInvoice?.records)} records`),
                  ),
                true,
              ],
              [
                'Not yet comparable',
                row =>
                  element(
                    'span',
                    {},
                    money(row.notYetComparable?.billedCost ?? '0'),
                    element('small', {}, `${count(row.notYetComparable?.lines ?? 0)} lines end after these days`),
                  ),
                true,
              ],
              ['Accounted for, not usage', accounted],
              ['Breaks', row => count(row.breaks), true],
              ['Difference', row => money(row.variance), true],
            ],
            rows,
          ),
          foreign.length === 0
            ? null
            : table(
                'Billed in other currencies; without a rate it is in no total above',
                [
                  ['Provider', row => row.provider],
                  ['Month', row => row.month ?? '–'],
                  ['Lines', row => count(row.lines), true],
                  ['Billed', row => money(row.amount, row.currency), true],
                  ['USD for one', row => count(row.usdPerUnit), true],
                  ['In USD', row => money(row.converted), true],
                ],
                foreign,
              ),
        ],
  );
}

function causes(rows, hasInvoices, showBreaks) {
  const found = rows.filter(row => row.count > 0);
  if (found.length === 0) {
    return section(
      'Breaks by cause',
      hasInvoices
        ? note('good', text('Every line on every invoice agrees with our records, within the tolerance.'))
        : note('warn', text('No invoice for these days was imported, so nothing could be compared.')),
    );
  }
  return section(
    'Breaks by cause',
    bars(
      'Difference by cause: to the right billed too much, to the left too little.',
      found.map(row => ({
        label: causeName(row.cause),
        value: Number(row.variance),
        text: money(row.variance),
        bad: Number(row.variance) > 0,
      })),
    ),
    table(
      'Breaks by cause',
      [
        [
          'Cause',
          row =>
            element(
              'span',
              {},
              button(causeName(row.cause), () => showBreaks(row.cause), { className: 'link' }),
              element('small', {}, CAUSES[row.cause]?.[1] ?? ''),
            ),
        ],
        ['Breaks', row => count(row.count), true],
        ['Our side', row => money(row.recorded), true],
        ['Billed', row => money(row.billed), true],
        ['Difference', row => money(row.variance), true],
      ],
      found,
    ),
  );
}

/** Percent of what can be compared that agrees, of all providers together; null if there is nothing. */
const matchedShare = rows => share(together(rows, 'matchedBilled'), together(rows, 'comparable'));

function previous(report) {
  const rows = report.previous ?? [];
  const now = {
    from: report.from,
    to: report.to,
    endedAt: report.endedAt,
    name: 'This run',
    breaks: report.providers.reduce((total, row) => total + row.breaks, 0),
    variance: together(report.providers, 'variance'),
    matchedShare: matchedShare(report.providers),
    violations: report.audit?.violations.length,
  };
  return section(
    'Compared with earlier runs',
    rows.length === 0
      ? text('This is the first run of its kind; the next one will be compared with it.')
      : table(
          'This run and those before it',
          [
            ['Run', row => row.name ?? `Ended ${time(row.endedAt)}`],
            ['Days', row => period(row.from, row.to)],
            ['Matched', row => percent(row.matchedShare), true],
            ['Breaks', row => count(row.breaks), true],
            ['Difference', row => money(row.variance), true],
            [
              'Audit',
              row =>
                row.violations === null || row.violations === undefined
                  ? '–'
                  : row.violations
                    ? `${row.violations} violated`
                    : 'in order',
            ],
          ],
          [now, ...rows],
        ),
  );
}
