// The requests of a team as cards that can be answered, and as a table.
import { closeDialog, closing, showDialog } from '../../shared/dialog.js';
import { button, buttons, element, facts, table, text } from '../../shared/elements.js';
import { money, time } from '../../shared/format.js';
import { sentence, thingOf, unitOf, waits } from '../../shared/approvals.js';
import { labelled, sending } from '../../shared/forms.js';

const MAX_REASON = 500;
const STATES = {
  ASKED: ['Waiting', 'warn'],
  APPROVED: ['Approved', 'good'],
  REFUSED: ['Refused', ''],
  EXPIRED: ['Expired', 'warn'],
};

/** What holds now, for who decides; the person who asked is null after leaving the team. */
const NOW = {
  MEMBER_CAP: ({ account }, asker) => {
    const [cap, used] =
      account === 'CREDITS' ? [asker?.monthlyCapCredits, asker?.usedCredits] : [asker?.monthlyCapUsd, asker?.usedUsd];
    const unit = unitOf(account);
    return cap ? `A cap of ${money(cap, unit)}; ${money(used, unit)} are used this month` : 'No cap';
  },
};

export const reasonField = explanation =>
  labelled('reason', 'Reason', element('textarea', { rows: 2, maxLength: MAX_REASON }), explanation);

/**
 * Something that waits for an answer.
 *
 * @param name of the person who asked
 * @param asker as the list of members has it
 * @param approve called for the answer; null for the person who asked
 */
export function card(approval, name, asker, approve, refuse) {
  const now = NOW[approval.kind]?.(approval.request, asker);
  const title = `title-${approval.approvalId}`;
  return element(
    'article',
    { 'aria-labelledby': title },
    element('h3', { id: title }, `${name} ${name === 'You' ? 'ask' : 'asks'} for ${thingOf(approval)}`),
    facts([
      ['Reason', approval.reason ?? '–'],
      now ? ['Now', now] : null,
      ['Asked', time(approval.askedAt)],
      ['Decide by', time(approval.expiresAt)],
    ]),
    approve
      ? buttons(
          button('Approve', approve, { className: 'primary', 'aria-describedby': title }),
          button('Refuse …', refuse, { 'aria-describedby': title }),
        )
      : text('Another owner or admin has to decide, because you asked for it yourself.', 'soft'),
  );
}

/** Asks for the reason of a refusal. */
export function askWhy(approval, name, refuse) {
  const form = element(
    'form',
    {},
    text(`${name} asked for ${thingOf(approval)}.`),
    reasonField('Shown to the person who asked. You can leave it empty.'),
    buttons(element('button', { className: 'primary' }, 'Refuse'), closing('Do not answer now')),
  );
  showDialog(
    'Refuse the request?',
    sending(form, async () => {
      await refuse(form.elements.reason.value.trim() || null);
      closeDialog();
    }),
  );
}

function answer(approval, by) {
  const state = approval.state === 'ASKED' && !waits(approval) ? 'EXPIRED' : approval.state;
  const [name, kind] = STATES[state];
  const lines = [
    by && approval.decidedBy ? `by ${by}` : null,
    approval.decidedBy ? time(approval.decidedAt) : null,
    state === 'ASKED' ? `Nobody has decided yet; possible until ${time(approval.expiresAt)}` : null,
    approval.decisionReason ? `“${approval.decisionReason}”` : null,
    approval.endedAt ? `Ended ${time(approval.endedAt)}` : null,
  ];
  return element(
    'span',
    {},
    element('span', { className: 'flag ' + kind }, name),
    lines.filter(Boolean).map(line => element('small', {}, line)),
  );
}

/** @param nameOf gives the name of a person; null where all are the reader's own */
export function requestsTable(caption, rows, nameOf) {
  const made = table(
    caption,
    [
      nameOf
        ? ['Who', row => element('span', {}, nameOf(row.askedBy), element('small', {}, time(row.askedAt)))]
        : ['Asked', row => time(row.askedAt)],
      [
        'What',
        row => element('span', {}, sentence(thingOf(row)), row.reason ? element('small', {}, `“${row.reason}”`) : null),
      ],
      ['Answer', row => answer(row, row.decidedBy && nameOf ? nameOf(row.decidedBy).replace(/^You$/, 'you') : null)],
    ],
    rows,
  );
  made.classList.add('requests');
  return made;
}
