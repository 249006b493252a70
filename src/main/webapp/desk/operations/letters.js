// Dead letters: what failed for good, why, and sending it again.
import { call } from '../../shared/api.js';
import { element, note, table, text } from '../../shared/elements.js';
import { count, time } from '../../shared/format.js';
import { button, buttons, complaint, dialog } from '../dialog.js';
import { age } from '../times.js';
import { pagedList } from '../list.js';

const EXCERPT = 80;
let box = null;

const state = row => (row.replayedAt ? element('span', {}, 'Sent again', element('small', {}, time(row.replayedAt)))
  : element('span', { className: 'flag warn' }, row.replayable ? 'Waits for you' : 'Cannot be sent again'));

/** JSON laid out for reading; anything else as it came. */
function laidOut(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function open(letter, replayed) {
  box ??= dialog();
  const complain = complaint();
  const replay = button('Send it again', async () => {
    replay.disabled = true;
    complain.told();
    try {
      const now = await call(`/dead-letters/${letter.id}/replay`, { method: 'POST' });
      replayed(now);
      open(now, replayed);
    } catch (problem) {
      complain.told(problem);
      replay.disabled = false;
    }
  }, { className: 'primary' });
  box.show('Dead letter',
    letter.replayedAt ? note('good', element('p', { role: 'status' }, `It was sent again on ${time(letter.replayedAt)}. If it fails again it comes back as another dead letter.`)) : null,
    note('warn', element('p', {}, element('strong', {}, letter.reason))),
    text(`From the queue ${letter.queue}, failed on ${time(letter.failedAt)}.`, 'soft'),
    element('h3', {}, 'Message'), element('pre', { tabIndex: 0 }, letter.body ? laidOut(letter.body) : '(empty)'),
    letter.replayable ? text('Sending it again puts it back on its queue, once. First mend what made it fail.', 'soft')
      : text('Only a part of the message was kept, or it was no text, so that it cannot be sent again.', 'soft'),
    complain.place,
    buttons(letter.replayable && !letter.replayedAt ? replay : null, button('Close', box.close)));
}

/** {place, load}. */
export function letterList() {
  const list = pagedList('/dead-letters', () => ({}), (rows, more) => table(`${count(rows.length)}${more ? ' and more' : ''} dead letters, newest first`, [
    ['Reason', row => element('span', {}, button(row.reason.slice(0, EXCERPT), () => open(row, list.replace), { className: 'link' }),
      element('small', { className: 'id' }, row.body.slice(0, EXCERPT) || '(empty)'))],
    ['Failed', row => element('span', {}, time(row.failedAt), element('small', {}, `${age(row.failedAt)} ago`))],
    ['Queue', row => element('span', { className: 'id' }, row.queue)], ['State', state],
  ], rows), () => note('', text('There is none. A message that workers or the service give up for good would be here with its reason, to be sent again once the cause is mended.')));
  return list;
}
