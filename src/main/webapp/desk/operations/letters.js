// Dead letters: what failed for good, why, and sending it again.
import { call } from '../../shared/api.js';
import { closing, showDialog } from '../../shared/dialog.js';
import { button, buttons, element, note, table, text } from '../../shared/elements.js';
import { count, time } from '../../shared/format.js';
import { sending } from '../../shared/forms.js';
import { pagedList } from '../../shared/list.js';
import { age } from '../times.js';

const EXCERPT = 80;

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
  const isOpen = letter.replayable && !letter.replayedAt;
  const form = element('form', {}, buttons(isOpen ? element('button', { className: 'primary' }, 'Send it again') : null, closing()));
  showDialog('Dead letter',
    letter.replayedAt ? note('good', element('p', { role: 'status' }, `It was sent again on ${time(letter.replayedAt)}. If it fails again it comes back as another dead letter.`)) : null,
    note('warn', element('p', {}, element('strong', {}, letter.reason))),
    text(`From the queue ${letter.queue}, failed on ${time(letter.failedAt)}.`, 'soft'),
    element('h3', {}, 'Message'), element('pre', { tabIndex: 0 }, letter.body ? laidOut(letter.body) : '(empty)'),
    letter.replayable ? text('Sending it again puts it back on its queue, once. First mend what made it fail.', 'soft')
      : text('Only a part of the message was kept, or it was no text, so that it cannot be sent again.', 'soft'),
    sending(form, async () => {
      const now = await call(`/dead-letters/${letter.id}/replay`, { method: 'POST' });
      replayed(now);
      open(now, replayed);
    }));
}

/** {place, load}. */
export function letterList() {
  const list = pagedList({ path: '/dead-letters', show: (rows, isMore) => table(`${count(rows.length)}${isMore ? ' and more' : ''} dead letters, newest first`, [
    ['Reason', row => element('span', {}, button(row.reason.slice(0, EXCERPT), () => open(row, now => list.replace(each => each.id === now.id, now)), { className: 'link' }),
      element('small', { className: 'id' }, row.body.slice(0, EXCERPT) || '(empty)'))],
    ['Failed', row => element('span', {}, time(row.failedAt), element('small', {}, `${age(row.failedAt)} ago`))],
    ['Queue', row => element('span', { className: 'id' }, row.queue)], ['State', state],
  ], rows), none: () => note('', text('There is none. A message that workers or the service give up for good would be here with its reason, to be sent again once the cause is mended.')) });
  return list;
}
