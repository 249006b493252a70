// The ledger: proofs that it holds, and how to get more of them.
import { element, facts, note, section, text } from '../../shared/elements.js';
import { begin } from '../../frame/shell.js';
import { lastAudit } from './audit.js';
import { checkpoints } from './checkpoints.js';
import { verifications } from './verifications.js';

const PROOFS = [
  [
    'A verification',
    'recomputes every balance and hash from the entries. It proves that no entry was changed, removed or inserted, ' +
      'unless whoever did it also recomputed every hash that follows.',
  ],
  [
    'A checkpoint',
    'puts the state of every history on a day into one signed digest. Kept elsewhere, it proves that nothing before ' +
      'that day was rewritten, even if every hash was recomputed.',
  ],
  [
    'The audit',
    'compares the balances with what they must agree with: holds, purchases, usage records and the payments at Stripe.',
  ],
];

const explained = () =>
  element('details', { className: 'note' }, element('summary', {}, 'What each of these proves'), facts(PROOFS));

begin('operator', async ({ main }) => {
  const [runs, days] = [verifications(), checkpoints()];
  const audit = element('div', {}, text('Loading …'));
  main.append(
    explained(),
    section('Verification', runs.content),
    section('Checkpoints', days.content),
    section('Audit of the books', audit),
  );
  const failed = place => problem => place.replaceChildren(note('bad', text(problem.message)));
  await Promise.all([
    runs.load(),
    days.load(),
    lastAudit().then(found => audit.replaceChildren(...found), failed(audit)),
  ]);
});
