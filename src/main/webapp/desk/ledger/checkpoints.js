// The daily checkpoints: what each says, the export that others verify, and the key for it.
import { call, query } from '../../shared/api.js';
import { element, field, note, table, text } from '../../shared/elements.js';
import { count, day, time } from '../../shared/format.js';
import { attempt } from '../../shared/shell.js';
import { button, buttons, complaint, dialog, sending } from '../dialog.js';
import { downloadButton } from '../download.js';
import { bothTimes } from '../times.js';

const PAGE = 14;
const SHORT = 16;
let box = null;

const signed = row => (row.signature ? element('span', { className: 'flag good' }, 'Signed') : element('span', { className: 'flag warn' }, 'Not signed'));
const isFirst = row => /^0+$/.test(row.previous);
const line = (name, value) => [element('dt', {}, name), element('dd', {}, value)];
const bytes = value => element('code', {}, value);

/** One checkpoint with everything that it says. */
function open(row) {
  box ??= dialog();
  box.show(`Checkpoint of ${day(row.day)}`,
    text(`Taken on ${bothTimes(row.takenAt)}. It covers ${count(row.entries)} entries; ${count(row.accounts)} accounts had new ones since the checkpoint before.`),
    element('dl', { className: 'lines' }, ...line('Digest (SHA-256)', bytes(row.digest)),
      ...line('Checkpoint before', isFirst(row) ? 'There is none; this is the first.' : bytes(row.previous)),
      ...line('Signature (Ed25519)', row.signature ? bytes(row.signature) : 'The service had no key then.'),
      ...line('Key', row.keyId ? bytes(row.keyId) : '–')),
    text('The export has every entry since the checkpoint before. server-config/VerifyExport.java verifies it with the public key alone, on another machine.', 'soft'),
    downloadButton('Download the export', `/ledger/checkpoints/${row.day}/export`, 'application/x-ndjson', `checkpoint-${row.day}.ndjson`),
    isFirst(row) ? null : downloadButton('Download all entries up to it', `/ledger/checkpoints/${row.day}/export?from=1970-01-01`, 'application/x-ndjson', `checkpoint-${row.day}-all.ndjson`),
    buttons(button('Close', () => box.close())));
}

function ofADay() {
  const input = element('input', { id: 'checkpoint-day', type: 'date', required: true, max: new Date().toISOString().slice(0, 10) });
  const complain = complaint();
  const show = sending(complain, async () => open(await call('/ledger/checkpoints/' + input.value)));
  return element('form', { className: 'search', onsubmit: show }, element('div', {}, field('Show the checkpoint of a day (UTC)', input)), element('button', {}, 'Show'), complain.place);
}

/** {content, load}. */
export function checkpoints() {
  const list = element('div', {}, text('Loading …'));
  let rows = [];
  let next = null;
  const shown = () => list.replaceChildren(...(rows.length === 0
    ? [note('', text('There is no checkpoint yet. One is taken every day by itself.'))]
    : [table('Checkpoints, newest first', [
      ['Day (UTC)', row => button(day(row.day), () => open(row), { className: 'link' })],
      ['Entries', row => count(row.entries), true], ['Accounts with new ones', row => count(row.accounts), true],
      ['Signature', signed], ['Taken', row => time(row.takenAt)], ['Digest', row => element('code', {}, row.digest.slice(0, SHORT) + '…')],
    ], rows), next ? button('Show more', () => attempt(() => read(next))) : null].filter(Boolean)));
  const read = async cursor => {
    const page = await call('/ledger/checkpoints' + query({ limit: PAGE, cursor }));
    rows = cursor ? [...rows, ...page.items] : page.items;
    next = page.nextCursor;
    shown();
  };
  return {
    content: [ofADay(), list, element('p', {}, downloadButton('Download the public keys', '/ledger/checkpoints/key', 'application/x-pem-file', 'credits-checkpoints.pem')),
      text('Whoever verifies should have the keys from somewhere else than the service that is verified.', 'soft')],
    load: () => read(null),
  };
}
