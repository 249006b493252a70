// The history of a team: filters that are kept in the address, lines page by page, and all of it as a file.
import { all, query } from '../shared/api.js';
import { today } from '../shared/days.js';
import { downloadButton } from '../shared/download.js';
import { button, element, note, text } from '../shared/elements.js';
import { count } from '../shared/format.js';
import { pagedList } from '../shared/list.js';
import { begin, readsHistory } from '../frame/shell.js';
import { filterForm } from './team/filters.js';
import { appendLines, linesTable } from './team/lines.js';
import { notFor } from './team/parts.js';

const PAGE = 100;
const MAX_PURCHASES = 400;

/** Receipts by purchase; a line has none itself. Without them the history is still a history. */
async function receiptsOf(teamId) {
  const purchases = await all(`/teams/${teamId}/purchases`, {}, MAX_PURCHASES).catch(() => []);
  return new Map(
    purchases.filter(purchase => purchase.receiptUrl).map(purchase => [purchase.purchaseId, purchase.receiptUrl]),
  );
}

const nothing = (isFiltered, clear) =>
  isFiltered
    ? note(
        '',
        text('No line matches. Change the filters, or clear them to see all lines.'),
        button('Clear the filters', clear),
      )
    : note(
        '',
        text('Nothing has been bought or used yet.'),
        text(
          'Each purchase, chat message and piece of creative work appears here, with the balance after it and an explanation.',
        ),
      );

begin('team', async ({ team, main }) => {
  if (!readsHistory(team.role)) {
    main.append(notFor(team.role, 'finance, and media buyers and above'));
    return;
  }
  const path = `/teams/${team.teamId}/transactions`;
  const status = element('p', { className: 'soft', id: 'shown' });
  const [receipts, filters] = await Promise.all([receiptsOf(team.teamId), filterForm(team, () => lines.load())]);
  const lines = pagedList({
    path,
    limit: PAGE,
    parameters: filters.values,
    show: rows => linesTable('Open a line to see how its amount was calculated', team.teamId, rows, receipts),
    append: (shown, rows) => appendLines(shown, team.teamId, rows, receipts),
    none: () => nothing(filters.isFiltered(), filters.clear),
    changed: (rows, isMore) => {
      filters.learn(rows);
      status.textContent =
        rows.length === 0
          ? ''
          : `${count(rows.length)} ${rows.length === 1 ? 'line' : 'lines'} shown, newest first${isMore ? '; there are more' : ''}.`;
    },
  });

  const csv = downloadButton('Download as CSV', () => ({
    path: path + query(filters.values()),
    name: `history-${today()}.csv`,
  }));
  await lines.load();
  main.append(
    ...[
      team.role === 'MEDIA_BUYER' ? text('These are your own lines: what you used and bought.', 'soft') : null,
      filters.form,
      element('div', { className: 'beside' }, csv, filters.clearing),
      status,
      element('div', { id: 'lines', className: 'placeholder' }, lines.place),
    ].filter(Boolean),
  );
});
