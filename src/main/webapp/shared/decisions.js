// Requests as cards that can be answered, and as a table.
import { call } from './api.js';
import { sentence, thingOf, waits } from './approvals.js';
import { closeDialog, closing, showDialog } from './dialog.js';
import { button, buttons, element, facts, note, say, section, table, text } from './elements.js';
import { time } from './format.js';
import { labelled, sending } from './forms.js';
import { pagedList } from './list.js';

const CONFLICT = 409;
const MAX_REASON = 500;
const STATES = {
  ASKED: ['Waiting', 'warn'],
  APPROVED: ['Approved', 'good'],
  REFUSED: ['Refused', ''],
  EXPIRED: ['Expired', 'warn'],
};

export const reasonField = explanation =>
  labelled('reason', 'Reason', element('textarea', { rows: 2, maxLength: MAX_REASON }), explanation);

/** The person for whom something is: the one that the request names, or else the one who asked. */
export const personOf = ({ request, askedBy }) => request.userId ?? askedBy;

/** Why somebody may not decide; null for everybody else. */
function whyNot(approval, userId) {
  if (approval.askedBy === userId) {
    return 'Another person has to decide, because you asked for it yourself.';
  }
  return personOf(approval) === userId ? 'Another person has to decide, because it is for you.' : null;
}

function card(approval, { me, nameOf, about }, approve, refuse) {
  const name = nameOf(approval.askedBy);
  const title = `title-${approval.approvalId}`;
  const { lines = [], action = null } = about(approval);
  const why = whyNot(approval, me.userId);
  return element(
    'article',
    { 'aria-labelledby': title },
    element('h3', { id: title }, `${name} ${name === 'You' ? 'ask' : 'asks'} for ${thingOf(approval, nameOf)}`),
    facts([
      ['Reason', approval.reason ?? '–'],
      ...lines,
      ['Asked', time(approval.askedAt)],
      ['Decide by', time(approval.expiresAt)],
    ]),
    why
      ? text(why, 'soft')
      : buttons(
          button('Approve', approve, { className: 'primary', 'aria-describedby': title }),
          button('Refuse …', refuse, { 'aria-describedby': title }),
          action,
        ),
  );
}

/** Asks for the reason of a refusal. */
function askWhy(said, refuse) {
  const form = element(
    'form',
    {},
    text(said),
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

/** @param nameOf gives the name of a person; left out where all are the reader's own */
export function requestsTable(caption, rows, nameOf) {
  const made = table(
    caption,
    [
      nameOf
        ? ['Who', row => element('span', {}, nameOf(row.askedBy), element('small', {}, time(row.askedAt)))]
        : ['Asked', row => time(row.askedAt)],
      [
        'What',
        row =>
          element(
            'span',
            {},
            sentence(thingOf(row, nameOf)),
            row.reason ? element('small', {}, `“${row.reason}”`) : null,
          ),
      ],
      ['Answer', row => answer(row, row.decidedBy && nameOf ? nameOf(row.decidedBy).replace(/^You$/, 'you') : null)],
    ],
    rows,
  );
  made.classList.add('requests');
  return made;
}

const none = () => text('Nothing was decided yet.', 'soft');

/**
 * The lists for who decides: what waits, and what was decided.
 *
 * @param path of the requests
 * @param me the reader
 * @param nameOf gives the name of a person, "You" for the reader
 * @param about gives for a request {lines: further facts, action: a further button}
 * @param prepare reads what these need, before each reading of the lists
 * @param attempt shows what goes wrong
 * @param changed called when something was decided
 */
export function decisions({ path, me, nameOf, about, prepare = async () => {}, attempt, changed = () => {} }) {
  /** Sends an answer; whatever it was, the lists show what is so now. */
  async function answered(approval, decision, body) {
    const refused = await call(`${path}/${approval.approvalId}/${decision}`, { method: 'POST', body }).then(
      () => null,
      problem => problem,
    );
    if (!refused || refused.status === CONFLICT) {
      await Promise.all([load(), changed()]);
    }
    if (refused) {
      throw refused;
    }
  }

  function done(approval, given) {
    say(`${given} for ${nameOf(approval.askedBy)}: ${thingOf(approval, nameOf)}.`);
    title.focus();
  }

  const approve = approval => () =>
    attempt(async () => {
      await answered(approval, 'approval');
      done(approval, 'Approved');
    });

  const refuse = approval => () =>
    askWhy(`${nameOf(approval.askedBy)} asked for ${thingOf(approval, nameOf)}.`, async reason => {
      await answered(approval, 'refusal', { reason });
      done(approval, 'Refused');
    });

  const waiting = pagedList({
    path,
    parameters: () => ({ state: 'ASKED' }),
    show: rows =>
      element(
        'div',
        { className: 'tools', id: 'waiting' },
        rows.map(row => card(row, { me, nameOf, about }, approve(row), refuse(row))),
      ),
    none: () => note('', text('Nobody waits for an answer.')),
  });
  const decided = pagedList({
    path,
    show: rows => {
      const over = rows.filter(row => !waits(row));
      return over.length ? requestsTable('What was decided, the newest first', over, nameOf) : none();
    },
    none,
  });
  const title = element('h2', { tabIndex: -1 }, 'Waiting for an answer');

  async function load() {
    await prepare();
    await Promise.all([waiting.load(), decided.load()]);
  }
  return { load, content: [element('section', {}, title, waiting.place), section('Decided', decided.place)] };
}
