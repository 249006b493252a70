// The findings of the last reconciliation about our own books.
import { call, query } from '../../shared/api.js';
import { element, note, text } from '../../shared/elements.js';
import { count, time } from '../../shared/format.js';
import { counted } from '../../shared/names.js';
import { isCompleted } from '../reconciliation/names.js';
import { notCompared, violations } from '../audited.js';

const MAX_LOOKED_AT = 20;
const FEW = 8;

function told({ audit, endedAt }) {
  const looked =
    `The run that ended on ${time(endedAt)} looked at ${count(audit.accounts)} accounts, ` +
    `${count(audit.entries)} new entries and ${count(audit.payments)} payments at Stripe.`;
  const skipped = notCompared(audit);
  if (audit.violations.length === 0) {
    return [note('good', element('p', {}, element('strong', {}, 'The books are in order. '), looked)), skipped];
  }
  return [
    note(
      'bad',
      element('p', {}, element('strong', {}, `${counted(audit.violations.length, 'check')} failed. `), looked),
      violations(audit.violations.slice(0, FEW)),
      audit.violations.length > FEW ? text(`${count(audit.violations.length - FEW)} more are in the report.`) : null,
    ),
    skipped,
  ];
}

/** The audit of the last completed run that had one. */
export async function lastAudit() {
  const { items } = await call('/reconciliation/runs' + query({ limit: MAX_LOOKED_AT }));
  for (const run of items.filter(each => isCompleted(each))) {
    const report = await call(`/reconciliation/runs/${run.runId}/report`);
    if (report.audit) {
      return [
        ...told({ audit: report.audit, endedAt: run.endedAt }),
        element('a', { href: '/desk/reconciliation.html' }, 'Reconciliation reports'),
      ].filter(Boolean);
    }
  }
  return [
    note(
      '',
      text(
        'No reconciliation has audited the books yet. One runs every night, and on demand on the Reconciliation page.',
      ),
    ),
  ];
}
