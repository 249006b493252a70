// The files that were imported, and what became of each.
import { all, call } from '../../shared/api.js';
import { plusDays } from '../../shared/days.js';
import { closeDialog, closing, showDialog } from '../../shared/dialog.js';
import { button, buttons, element, note, table, text } from '../../shared/elements.js';
import { count, money, period, time, words } from '../../shared/format.js';
import { pagedList } from '../../shared/list.js';
import { counted, measureName } from '../../shared/names.js';
import { attempt } from '../../frame/shell.js';
import { addCosts, draftOf, keep, keptDraft } from '../catalog/draft.js';
import { dismiss } from './question.js';

const STATES = {
  LOADING: ['Being read', 'flag warn'],
  IMPORTED: ['In use', 'flag good'],
  SUPERSEDED: ['Replaced', ''],
  REFUSED: ['! Refused', 'flag'],
  INTERRUPTED: ['! Interrupted', 'flag'],
  DUPLICATE: ['Already imported', ''],
};
const FROM = { INBOX: 'from the inbox folder', API: 'fetched from the provider' };
const SETTLED = ['Refused', ''];
const PAGE = 10;
let list = null;

const days = found => (found.firstDay ? period(found.firstDay, plusDays(found.lastDay, 1)) : '–');

/** The outcome of an import, with the refused rows. */
export function outcome(found) {
  const taken =
    `${counted(found.accepted, 'row')} accepted, ${count(found.refused)} refused.` +
    (found.firstDay ? ` The charges are from ${days(found)}.` : '');
  const said =
    {
      IMPORTED: () =>
        note(
          found.refused ? 'warn' : 'good',
          text(taken + (found.supersedes?.length ? ' It replaces an earlier file.' : '') + ' The next run uses it.'),
        ),
      DUPLICATE: () => note('warn', text('This exact file was imported before; it counts once.')),
      SUPERSEDED: () => note('warn', text(`${taken} A corrected file has replaced it.`)),
      REFUSED: () =>
        note(
          'bad',
          text(`The file was refused: ${found.reason}`),
          found.unanswered ? text('It waits for an answer: upload it again, or leave it out.') : null,
        ),
      INTERRUPTED: () => note('bad', text('The server stopped while it was reading the file. Upload it again.')),
    }[found.status] ?? (() => note('warn', text(taken)));
  const rows = found.refusedRows ?? [];
  return [
    said(),
    rows.length
      ? table(
          `Refused rows${found.refused > rows.length ? `, the first ${count(rows.length)} of ${count(found.refused)}` : ''}`,
          [
            ['Line', row => count(row.line), true],
            ['Why', row => row.reason],
            ['Begins with', row => element('code', {}, row.excerpt)],
          ],
          rows,
        )
      : null,
    found.refusedRowsArchived ? text('The refused rows are archived; an operator has the archive.', 'soft') : null,
  ].filter(Boolean);
}

/** A button that notes that a refused file is not needed. */
const leaving = ({ importId }) =>
  button('Leave the file out', async () => {
    await dismiss(importId, 'Left out at the desk');
    closeDialog();
    loadImports();
  });

async function open(row) {
  const title = row.fileName ?? `File of ${row.provider}`;
  let end = buttons(closing());
  showDialog(title, text('Loading …'), end);
  try {
    const found = await call('/reconciliation/invoices/' + row.importId);
    end = found.unanswered ? buttons(leaving(found), closing()) : end;
    showDialog(
      title,
      text(
        `${found.provider}, ${words(found.format)}, ${count(Math.ceil(found.bytes / 1000))} kB, ` +
          `${FROM[found.source] ?? 'uploaded'} on ${time(found.startedAt)}.`,
        'soft',
      ),
      outcome(found),
      found.status === 'IMPORTED' ? await unknown(found) : null,
      end,
    );
  } catch (problem) {
    showDialog(title, note('bad', text(problem.message)), end);
  }
}

/** The SKUs that the price list does not know, and the way to put them into its draft. */
async function unknown({ importId }) {
  const draft = await call(`/reconciliation/invoices/${importId}/price-list`);
  return draft.unknown === 0
    ? null
    : element(
        'div',
        { id: 'unknown-skus' },
        table(
          `${counted(draft.unknown, 'SKU')} that the price list does not know`,
          [
            ['SKU', row => row.sku],
            [
              'Taken for',
              row => element('span', {}, row.engine ?? '?', element('small', {}, measureName(row.per ?? '?'))),
            ],
            ['Lines', row => count(row.lines), true],
            ['Billed', row => money(row.billed, row.currency), true],
          ],
          draft.providerRates,
        ),
        buttons(button(`Map these ${count(draft.unknown)}`, () => attempt(() => takeOver(draft)), { id: 'map-skus' })),
      );
}

/** Puts them into the draft of the price list, the kept one or one of the newest version, and goes there. */
async function takeOver(proposed) {
  let draft = keptDraft();
  if (!draft) {
    const newest = (await all('/catalog/versions')).find(row => !row.withdrawnAt);
    draft = draftOf(await call('/catalog/versions/' + newest.version));
  }
  const isNew = row =>
    !draft.providerRates.some(each => each.provider === row.provider && each.sku === row.sku && each.per === row.per);
  addCosts(draft, proposed.providerRates.filter(isNew));
  keep(draft);
  location.assign('catalog.html#draft');
}

function state({ status, unanswered }) {
  const [name, className] = status === 'REFUSED' && !unanswered ? SETTLED : (STATES[status] ?? [words(status), '']);
  return element('span', { className }, name);
}

/** Shows the imports, or shows them anew. */
export function loadImports() {
  if (!list) {
    list = pagedList({
      path: '/reconciliation/invoices',
      limit: PAGE,
      show: (rows, isMore) =>
        table(
          `${count(rows.length)}${isMore ? ' and more' : ''} files, newest first`,
          [
            [
              'File',
              row =>
                element(
                  'span',
                  {},
                  button(row.fileName ?? '(unnamed)', () => open(row), { className: 'link' }),
                  element('small', {}, time(row.startedAt)),
                ),
            ],
            ['Provider', row => element('span', {}, row.provider, element('small', {}, words(row.format)))],
            ['State', state],
            ['Rows', row => count(row.accepted), true],
            [
              'Refused',
              row => (row.refused ? element('span', { className: 'flag warn' }, count(row.refused)) : '0'),
              true,
            ],
            ['Days (UTC)', days],
          ],
          rows,
        ),
      none: () =>
        note(
          '',
          text(
            'No files have been imported yet. Upload a provider’s invoice file above, ' +
              'or put files into the inbox folder (credits.reconciliation.inbox).',
          ),
        ),
    });
    document.getElementById('imports').append(list.place);
  }
  return list.load();
}
