// Dead letters: what failed for good, why, sending it again and dismissing it.
import { call } from '../../shared/api.js';
import { closing, showDialog } from '../../shared/dialog.js';
import { button, buttons, element, field, note, table, text } from '../../shared/elements.js';
import { count, time } from '../../shared/format.js';
import { sending } from '../../shared/forms.js';
import { pagedList } from '../../shared/list.js';
import { age } from '../times.js';

const EXCERPT = 80;

const MAX_REASON = 500;

function state(row) {
  if (row.dismissedAt) {
    return element('span', {}, 'Dismissed', element('small', {}, time(row.dismissedAt)));
  }
  return row.replayedAt
    ? element('span', {}, 'Sent again', element('small', {}, time(row.replayedAt)))
    : element('span', { className: 'flag warn' }, row.replayable ? 'Needs action' : 'Cannot be sent again');
}

/** JSON laid out for reading; anything else as it came. */
function laidOut(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

const over = letter => {
  if (letter.dismissedAt) {
    return note(
      '',
      element('p', { role: 'status' }, `It was dismissed on ${time(letter.dismissedAt)}: ${letter.dismissalReason}`),
    );
  }
  return letter.replayedAt
    ? note(
        'good',
        element(
          'p',
          { role: 'status' },
          `It was sent again on ${time(letter.replayedAt)}. If it fails again, it comes back here.`,
        ),
      )
    : null;
};

const failed = letter =>
  `From the queue ${letter.queue}, failed on ${time(letter.failedAt)}` +
  `${letter.failures > 1 ? `, ${count(letter.failures)} times in total` : ''}.`;

function dismissal(letter, changed) {
  const reason = element('textarea', { id: 'dismissal-reason', rows: 2, maxLength: MAX_REASON, required: true });
  const form = element(
    'form',
    {},
    field('Reason for not sending it again', reason),
    buttons(element('button', {}, 'Dismiss it')),
  );
  return [
    element('h3', {}, 'If it should not be sent again'),
    sending(form, async () => {
      if (!reason.value.trim()) {
        throw new Error('Give a reason, for whoever asks later.');
      }
      const now = await call(`/dead-letters/${letter.id}/dismissal`, {
        method: 'POST',
        body: { reason: reason.value.trim() },
      });
      changed(now);
      open(now, changed);
    }),
  ];
}

function open(letter, changed) {
  const isWaiting = !letter.replayedAt && !letter.dismissedAt;
  const isOpen = letter.replayable && isWaiting;
  const form = element(
    'form',
    {},
    buttons(isOpen ? element('button', { className: 'primary' }, 'Send it again') : null, closing()),
  );
  showDialog(
    'Dead letter',
    over(letter),
    note('warn', element('p', {}, element('strong', {}, letter.reason))),
    text(failed(letter), 'soft'),
    element('h3', {}, 'Message'),
    element('pre', { tabIndex: 0 }, letter.body ? laidOut(letter.body) : '(empty)'),
    letter.replayable
      ? text('Sending it again puts it back on its queue, once. First fix what made it fail.', 'soft')
      : text('Only part of the message was kept, or it was not text, so it cannot be sent again.', 'soft'),
    sending(form, async () => {
      const now = await call(`/dead-letters/${letter.id}/replay`, { method: 'POST' });
      changed(now);
      open(now, changed);
    }),
    isWaiting ? dismissal(letter, changed) : null,
  );
}

/** {place, load}. */
export function letterList() {
  const list = pagedList({
    path: '/dead-letters',
    archived: 'Letters that were sent again or dismissed',
    show: (rows, isMore) =>
      table(
        `${count(rows.length)}${isMore ? ' and more' : ''} dead letters, newest first`,
        [
          [
            'Reason',
            row =>
              element(
                'span',
                {},
                button(
                  row.reason.slice(0, EXCERPT),
                  () => open(row, now => list.replace(each => each.id === now.id, now)),
                  { className: 'link' },
                ),
                element('small', { className: 'id' }, row.body.slice(0, EXCERPT) || '(empty)'),
              ),
          ],
          [
            'Failed',
            row =>
              element(
                'span',
                {},
                time(row.failedAt),
                element(
                  'small',
                  {},
                  `${age(row.failedAt)} ago${row.failures > 1 ? `, ${count(row.failures)} times` : ''}`,
                ),
              ),
          ],
          ['Queue', row => element('span', { className: 'id' }, row.queue)],
          ['State', state],
        ],
        rows,
      ),
    none: () =>
      note(
        '',
        text(
          'There are no dead letters. A message that a worker or the service gives up for good appears here with the reason; ' +
            'you can send it again once the cause is fixed.',
        ),
      ),
  });
  return list;
}
