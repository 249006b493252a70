// The daily checkpoints: what each says, the export that others verify, and the key for it.
import { call } from '../../shared/api.js';
import { today } from '../../shared/days.js';
import { closing, showDialog } from '../../shared/dialog.js';
import { downloadButton } from '../../shared/download.js';
import { button, buttons, element, facts, field, note, table, text } from '../../shared/elements.js';
import { count, day, time } from '../../shared/format.js';
import { sending } from '../../shared/forms.js';
import { pagedList } from '../../shared/list.js';
import { bothTimes } from '../times.js';

const PAGE = 14;
const SHORT = 16;
const LINES = 'application/x-ndjson';

const signed = row =>
  row.signature
    ? element('span', { className: 'flag good' }, 'Signed')
    : element('span', { className: 'flag warn' }, 'Not signed');
const isFirst = row => /^0+$/.test(row.previous);
const bytes = value => element('code', {}, value);

/** One checkpoint with everything that it says. */
function open(row) {
  showDialog(
    `Checkpoint of ${day(row.day)}`,
    text(
      `Taken on ${bothTimes(row.takenAt)}. It covers ${count(row.entries)} entries; ` +
        `${count(row.accounts)} accounts had new ones since the previous checkpoint.`,
    ),
    facts([
      ['Digest (SHA-256)', bytes(row.digest)],
      ['Previous checkpoint', isFirst(row) ? 'None; this is the first.' : bytes(row.previous)],
      ['Signature (Ed25519)', row.signature ? bytes(row.signature) : 'The service had no key at that time.'],
      ['Key', row.keyId ? bytes(row.keyId) : '–'],
    ]),
    text(
      'The export has every entry since the previous checkpoint. ' +
        'server-config/VerifyExport.java verifies it on another machine, with only the public key.',
      'soft',
    ),
    downloadButton('Download the export', () => ({
      path: `/ledger/checkpoints/${row.day}/export`,
      accept: LINES,
      name: `checkpoint-${row.day}.ndjson`,
    })),
    isFirst(row)
      ? null
      : downloadButton('Download all entries up to it', () => ({
          path: `/ledger/checkpoints/${row.day}/export?from=1970-01-01`,
          accept: LINES,
          name: `checkpoint-${row.day}-all.ndjson`,
        })),
    buttons(closing()),
  );
}

function ofADay() {
  const input = element('input', { id: 'checkpoint-day', type: 'date', required: true, max: today() });
  const form = element(
    'form',
    { className: 'search' },
    element('div', {}, field('Show the checkpoint of a day (UTC)', input)),
    element('button', {}, 'Show'),
  );
  return sending(form, async () => open(await call('/ledger/checkpoints/' + input.value)));
}

/** {content, load}. */
export function checkpoints() {
  const list = pagedList({
    path: '/ledger/checkpoints',
    limit: PAGE,
    show: rows =>
      table(
        'Checkpoints, newest first',
        [
          ['Day (UTC)', row => button(day(row.day), () => open(row), { className: 'link' })],
          ['Entries', row => count(row.entries), true],
          ['Accounts with new entries', row => count(row.accounts), true],
          ['Signature', signed],
          ['Taken', row => time(row.takenAt)],
          ['Digest', row => element('code', {}, row.digest.slice(0, SHORT) + '…')],
        ],
        rows,
      ),
    none: () => note('', text('There are no checkpoints yet. One is taken automatically every day.')),
  });
  const keys = downloadButton('Download the public keys', () => ({
    path: '/ledger/checkpoints/key',
    accept: 'application/x-pem-file',
    name: 'credits-checkpoints.pem',
  }));
  return {
    content: [
      ofADay(),
      list.place,
      keys,
      text('To verify independently, get the keys from somewhere other than this service.', 'soft'),
    ],
    load: list.load,
  };
}
