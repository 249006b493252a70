// Publishing a draft: from when, what that changes, and once.
import { call } from '../../shared/api.js';
import { closeDialog, closing, showDialog } from '../../shared/dialog.js';
import { buttons, element, field, note, text } from '../../shared/elements.js';
import { sending } from '../../shared/forms.js';
import { bothTimes, utc } from '../times.js';
import { sent } from './draft.js';
import { differenceTable, differences } from './versions.js';

const HOUR_MILLIS = 3_600_000;

/** The next full hour as an input of local time has it. */
function nextHour() {
  const next = new Date(Math.ceil((Date.now() + 1) / HOUR_MILLIS) * HOUR_MILLIS);
  const local = new Date(next - next.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The prices that a version changes very much, old and new. */
export const largeChanges = changes =>
  element(
    'ul',
    {},
    changes.map(({ price, from, to }) => element('li', {}, element('strong', {}, price), `: ${from} → ${to}`)),
  );

/** The form; published(version) is called when the service has taken the draft. */
export function publishing(draft, base, { isSound, refused, published }) {
  const atOnce = element('input', { id: 'at-once', type: 'radio', name: 'from', value: 'NOW', checked: false });
  const later = element('input', { id: 'later', type: 'radio', name: 'from', value: 'LATER', checked: true });
  const from = element('input', { id: 'from', type: 'datetime-local', value: nextHour() });
  const instant = element('p', { role: 'status', className: 'soft' });
  const told = () => {
    from.disabled = atOnce.checked;
    instant.textContent = atOnce.checked
      ? 'It takes effect as soon as it is published.'
      : from.value
        ? `That is ${utc(from.value)}.`
        : '';
  };
  const ask = (large = []) => {
    const effectiveFrom = atOnce.checked ? null : new Date(from.value).toISOString();
    const confirmed = sending(
      element(
        'form',
        {},
        buttons(
          element('button', { className: 'primary' }, large.length ? 'Yes, publish these prices' : 'Publish'),
          closing('Back'),
        ),
      ),
      async () => {
        try {
          const made = await call('/catalog/versions', {
            method: 'POST',
            key: draft.key,
            body: { effectiveFrom, ...sent(draft), confirm: large.length > 0 },
          });
          closeDialog();
          await published(made);
        } catch (problem) {
          if (problem.content?.largeChanges && large.length === 0) {
            ask(problem.content.largeChanges);
            return;
          }
          refused(problem);
          throw problem;
        }
      },
    );
    showDialog(
      large.length ? 'Are these prices right?' : 'Publish the draft?',
      ...[
        large.length
          ? note(
              'bad',
              text('These prices change by a factor of ten or more, or from or to zero:'),
              largeChanges(large),
            )
          : null,
        note(
          'warn',
          element(
            'p',
            {},
            element(
              'strong',
              {},
              effectiveFrom ? `It takes effect on ${bothTimes(effectiveFrom)}.` : 'It takes effect at once.',
            ),
          ),
          text(
            'A version cannot be changed. It can be withdrawn until it takes effect, and replaced by a later one. ' +
              'Admitted work keeps its price.',
          ),
        ),
        differenceTable(differences(base, draft), `Version ${base.version}`, 'Draft'),
        confirmed,
      ].filter(Boolean),
    );
  };
  const check = async () => {
    if (!isSound()) {
      throw new Error('First correct the errors marked in the draft.');
    }
    if (later.checked && !(Date.parse(from.value) > Date.now())) {
      throw new Error('Choose a time in the future, or “At once”.');
    }
    ask();
  };
  // A new time is another request, for which the kept key must not be used.
  const form = element(
    'form',
    {
      onchange: () => {
        draft.key = crypto.randomUUID();
        told();
      },
      oninput: told,
    },
    element(
      'fieldset',
      {},
      element('legend', {}, 'When does it take effect?'),
      element('label', { className: 'check' }, later, ' At a set time'),
      element(
        'div',
        { className: 'from' },
        field(`Local time (${Intl.DateTimeFormat().resolvedOptions().timeZone})`, from),
      ),
      instant,
      element('label', { className: 'check' }, atOnce, ' At once'),
    ),
    buttons(element('button', { className: 'primary' }, 'Publish …')),
  );
  told();
  return sending(form, check);
}
