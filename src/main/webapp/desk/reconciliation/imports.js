// Upload of an invoice file, and what became of it.
import { call, pause, query } from '../../shared/api.js';
import { element, note, table, text } from '../../shared/elements.js';
import { count, period, plusDays } from '../../shared/format.js';

const TYPES = { csv: 'text/csv', json: 'application/json', gz: 'application/gzip' };
let key = null;

/** Makes the form work. */
export function listenForFiles() {
  const form = document.getElementById('import');
  // The same file sent again because the answer was lost is one import; another choice is another one.
  form.addEventListener('change', () => { key = null; });
  form.addEventListener('submit', event => {
    event.preventDefault();
    send(form.querySelector('button'));
  });
}

function tell(...content) {
  document.getElementById('imported').replaceChildren(...content);
}

async function send(button) {
  const file = document.getElementById('file').files[0];
  const provider = document.getElementById('provider').value.trim().toUpperCase();
  const format = document.getElementById('format').value;
  key ??= crypto.randomUUID();
  button.disabled = true;
  tell(text(`Sending ${file.name} …`));
  try {
    const type = TYPES[file.name.split('.').pop().toLowerCase()] ?? 'application/octet-stream';
    let found = await call('/reconciliation/invoices' + query({ provider, format, fileName: file.name }), { method: 'POST', body: file, type, key });
    while (found.status === undefined || found.status === 'LOADING') {
      tell(text(`Reading: ${count(found.accepted ?? 0)} rows taken, ${count(found.refused ?? 0)} refused so far …`));
      await pause();
      found = await call('/reconciliation/invoices/' + found.importId);
    }
    tell(...outcome(found));
    key = null;
  } catch (problem) {
    tell(note('bad', text(problem.message)));
  } finally {
    button.disabled = false;
  }
}

function outcome(found) {
  const days = found.firstDay ? ` Its charges are of ${period(found.firstDay, plusDays(found.lastDay, 1))}.` : '';
  const taken = `${count(found.accepted)} rows were taken, ${count(found.refused)} refused.${days}`;
  const said = {
    IMPORTED: () => note(found.refused ? 'warn' : 'good', text(taken + (found.supersedes?.length ? ' The file takes the place of an earlier one.' : '')
      + ' The next run looks at it.')),
    DUPLICATE: () => note('warn', text('This very file was imported before; it counts once.')),
    SUPERSEDED: () => note('warn', text('A corrected file has taken its place meanwhile.')),
    REFUSED: () => note('bad', text(`The file was refused: ${found.reason}`)),
    INTERRUPTED: () => note('bad', text('The server stopped while it was reading the file. Send it again.')),
  }[found.status] ?? (() => note('warn', text(taken)));
  const rows = found.refusedRows ?? [];
  return [said(), rows.length ? table(`Refused rows${found.refused > rows.length ? `, the first ${count(rows.length)} of ${count(found.refused)}` : ''}`, [
    ['Line', row => count(row.line), true], ['Why', row => row.reason], ['Begins with', row => element('code', {}, row.excerpt)],
  ], rows) : null].filter(Boolean);
}
