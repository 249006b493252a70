// What operators do to a run: stop, restart, abandon; each with a reason.
import { call } from '../../shared/api.js';
import { closeDialog, closing, showDialog } from '../../shared/dialog.js';
import { button, buttons, element, field, table, text } from '../../shared/elements.js';
import { sending } from '../../shared/forms.js';
import { time, words } from '../../shared/format.js';

const MAX_REASON = 500;

/** Verb, label, explanation. */
const STOP = [
  'stop',
  'Stop the run',
  'It ends after the piece of work in hand. What is done is kept, so that it can be restarted.',
];
const RESTART = ['restart', 'Restart the run', 'It goes on where it was, with the files that it began with.'];
const ABANDON = ['abandon', 'Abandon the run', 'It can no longer be restarted. Nobody is alerted to it any more.'];

const OFFERED = { RUNNING: [STOP], STOPPED: [RESTART, ABANDON], FAILED: [RESTART, ABANDON] };

function ask(run, [verb, label, explanation], done) {
  const reason = element('textarea', { id: 'run-reason', rows: 2, maxLength: MAX_REASON, required: true });
  const form = element(
    'form',
    {},
    field('Reason', reason),
    buttons(element('button', { className: 'primary' }, label), closing('Cancel')),
  );
  showDialog(
    label,
    text(explanation),
    sending(form, async () => {
      if (!reason.value.trim()) {
        throw new Error('Give a reason, for whoever asks later.');
      }
      const now = await call(`/reconciliation/runs/${run.runId}/${verb}`, {
        method: 'POST',
        body: { reason: reason.value.trim() },
      });
      closeDialog();
      await done(now);
    }),
  );
}

/** The buttons for what can be done to a run as it is; done(run) is called afterwards. */
export const control = (run, done) =>
  (OFFERED[run.status] ?? []).map(offer => button(offer[1], () => ask(run, offer, done)));

/** What was done to it; null if nothing was. */
export const actions = run =>
  run.actions.length === 0
    ? null
    : table(
        'What operators did to this run',
        [
          ['When', action => time(action.at)],
          ['Action', action => words(action.action)],
          ['Who', action => action.by],
          ['Reason', action => action.reason],
        ],
        run.actions,
      );
