// The files that were imported, and what became of each.
import { call } from '../../shared/api.js';
import { element, note, table, text } from '../../shared/elements.js';
import { count, period, plusDays, time, words } from '../../shared/format.js';
import { button, buttons, dialog } from '../dialog.js';
import { pagedList } from '../list.js';

const STATES = {
  LOADING: ['Is being read', 'flag warn'], IMPORTED: ['Counts', 'flag good'], SUPERSEDED: ['A later one counts', ''], REFUSED: ['! Refused', 'flag'],
  INTERRUPTED: ['! Interrupted', 'flag'], DUPLICATE: ['Was there already', ''],
};
const PAGE = 10;
let box = null;
let list = null;

const days = found => (found.firstDay ? period(found.firstDay, plusDays(found.lastDay, 1)) : '–');

/** What became of an import, with the rows that were refused. */
export function outcome(found) {
  const taken = `${count(found.accepted)} rows were taken, ${count(found.refused)} refused.${found.firstDay ? ` Its charges are of ${days(found)}.` : ''}`;
  const said = {
    IMPORTED: () => note(found.refused ? 'warn' : 'good', text(taken + (found.supersedes?.length ? ' The file takes the place of an earlier one.' : '')
      + ' The next run looks at it.')),
    DUPLICATE: () => note('warn', text('This very file was imported before; it counts once.')),
    SUPERSEDED: () => note('warn', text(`${taken} A corrected file has taken its place meanwhile.`)),
    REFUSED: () => note('bad', text(`The file was refused: ${found.reason}`)),
    INTERRUPTED: () => note('bad', text('The server stopped while it was reading the file. Send it again.')),
  }[found.status] ?? (() => note('warn', text(taken)));
  const rows = found.refusedRows ?? [];
  return [said(), rows.length ? table(`Refused rows${found.refused > rows.length ? `, the first ${count(rows.length)} of ${count(found.refused)}` : ''}`, [
    ['Line', row => count(row.line), true], ['Why', row => row.reason], ['Begins with', row => element('code', {}, row.excerpt)],
  ], rows) : null].filter(Boolean);
}

async function open(row) {
  box ??= dialog();
  const title = row.fileName ?? `File of ${row.provider}`;
  const closing = buttons(button('Close', () => box.close()));
  box.show(title, text('Loading …'), closing);
  try {
    const found = await call('/reconciliation/invoices/' + row.importId);
    box.show(title, text(`${found.provider}, ${words(found.format)}, ${count(Math.ceil(found.bytes / 1000))} kB, ${found.source === 'INBOX' ? 'from the inbox folder' : 'uploaded'} on ${time(found.startedAt)}.`, 'soft'),
      outcome(found), closing);
  } catch (problem) {
    box.show(title, note('bad', text(problem.message)), closing);
  }
}

function state({ status }) {
  const [name, className] = STATES[status] ?? [words(status), ''];
  return element('span', { className }, name);
}

/** Shows the imports, or shows them anew. */
export function loadImports() {
  if (!list) {
    list = pagedList('/reconciliation/invoices', () => ({}), (rows, more) => table(`${count(rows.length)}${more ? ' and more' : ''} files, newest first`, [
      ['File', row => element('span', {}, button(row.fileName ?? '(without a name)', () => open(row), { className: 'link' }), element('small', {}, time(row.startedAt)))],
      ['Provider', row => element('span', {}, row.provider, element('small', {}, words(row.format)))],
      ['State', state], ['Rows', row => count(row.accepted), true],
      ['Refused', row => (row.refused ? element('span', { className: 'flag warn' }, count(row.refused)) : '0'), true], ['Days (UTC)', days],
    ], rows), () => note('', text('No file was imported yet. Upload what a provider billed above, or lay files into the inbox folder (credits.reconciliation.inbox).')), PAGE);
    document.getElementById('imports').append(list.place);
  }
  return list.load();
}
