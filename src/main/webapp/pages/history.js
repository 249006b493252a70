// The history of a team: filters that are kept in the address, lines page by page, and all of it as a file.
import { all, call, query } from '../shared/api.js';
import { element, note, text } from '../shared/elements.js';
import { count } from '../shared/format.js';
import { begin, readsHistory } from '../shared/shell.js';
import { downloadButton } from '../shared/download.js';
import { filterForm } from './team/filters.js';
import { appendLines, linesTable } from './team/lines.js';
import { notFor, today } from './team/parts.js';

const PAGE = 100;
const MOST_PURCHASES = 400;

/** Receipts by purchase; a line has none itself. Without them the history is still a history. */
async function receiptsOf(teamId) {
  const purchases = await all(`/teams/${teamId}/purchases`, {}, MOST_PURCHASES).catch(() => []);
  return new Map(purchases.filter(purchase => purchase.receiptUrl).map(purchase => [purchase.purchaseId, purchase.receiptUrl]));
}

const nothing = (isFiltered, clear) => (isFiltered
  ? note('', text('No line is like this. Choose other filters, or see all of them.'), element('button', { type: 'button', onclick: clear }, 'Clear the filters'))
  : note('', text('Nothing was bought or used yet.'), text('Each purchase, chat message and piece of creative work becomes a line here, with the balance after it and an explanation.')));

begin('team', async ({ team, main }) => {
  if (!readsHistory(team.role)) {
    main.append(notFor(team.role, 'the role media buyer and above, and for finance'));
    return;
  }
  const path = `/teams/${team.teamId}/transactions`;
  const list = element('div', { id: 'lines', className: 'placeholder' });
  const status = element('p', { role: 'status', className: 'soft', id: 'shown' });
  const more = element('button', { type: 'button', id: 'more', hidden: true }, 'Show more');
  const [receipts, filters] = await Promise.all([receiptsOf(team.teamId), filterForm(team, () => load())]);
  let shown = 0;
  let next = null;
  let asked = 0;

  const told = () => { status.textContent = shown === 0 ? '' : `${count(shown)} ${shown === 1 ? 'line' : 'lines'} shown, the newest first${next ? '; there are more' : ''}.`; };

  async function page(cursor) {
    const mine = ++asked;
    more.disabled = true;
    try {
      const found = await call(path + query({ ...filters.values(), limit: PAGE, cursor }));
      return mine === asked ? found : null;
    } catch (problem) {
      if (mine === asked) {
        list.replaceChildren(note('bad', text(problem.message)));
        more.hidden = true;
        status.textContent = '';
      }
      return null;
    } finally {
      more.disabled = false;
    }
  }

  function taken(found) {
    next = found.nextCursor ?? null;
    shown += found.items.length;
    more.hidden = !next;
    filters.learn(found.items);
    told();
  }

  async function load() {
    const found = await page(null);
    if (found) {
      shown = 0;
      list.replaceChildren(found.items.length === 0 ? nothing(filters.isFiltered(), filters.clear)
        : linesTable('Open a line to see how its amount came about', team.teamId, found.items, receipts));
      taken(found);
    }
  }

  more.addEventListener('click', async () => {
    const found = await page(next);
    if (found) {
      appendLines(list.querySelector('.lines'), team.teamId, found.items, receipts);
      taken(found);
    }
  });

  const csv = downloadButton('Download as CSV', () => ({ path: path + query(filters.values()), name: `history-${today()}.csv` }));
  await load();
  main.append(...[
    team.role === 'MEDIA_BUYER' ? text('These are your own lines: what you used and bought.', 'soft') : null,
    filters.form, element('div', { className: 'beside' }, csv, filters.clearing), status, list, more,
  ].filter(Boolean));
});
