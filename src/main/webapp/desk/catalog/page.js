// The price list: what holds, what is coming, and a draft of the next one.
import { all, call } from '../../shared/api.js';
import { waitingFor } from '../../shared/approvals.js';
import { askInDialog, closeDialog, closing, showDialog } from '../../shared/dialog.js';
import { button, buttons, element, note, section, text } from '../../shared/elements.js';
import { sending } from '../../shared/forms.js';
import { counted } from '../../shared/names.js';
import { attempt, begin } from '../../frame/shell.js';
import { bothTimes } from '../times.js';
import { faultsOf } from './check.js';
import { discard, draftOf, keep, keptDraft } from './draft.js';
import { editor } from './editor.js';
import { largeChanges, publishing } from './publish.js';
import { comparison, contentOf, differenceTable, differences, version, versionTable } from './versions.js';
import { whatIf } from './whatif.js';

const versions = element('div');
const workshop = element('div', { id: 'draft' });

async function loadVersions() {
  const [now, rows] = await Promise.all([call('/catalog'), all('/catalog/versions')]);
  const coming = rows
    .filter(row => !row.withdrawnAt && Date.parse(row.effectiveFrom) > Date.now())
    .sort((one, other) => Date.parse(one.effectiveFrom) - Date.parse(other.effectiveFrom));
  const next =
    coming.length === 0
      ? 'No other version is scheduled.'
      : `Version ${coming[0].version} follows on ${bothTimes(coming[0].effectiveFrom)}.`;
  versions.replaceChildren(
    section(
      'In force',
      element(
        'p',
        {},
        element('strong', {}, `Version ${now.version} is in force`),
        ` since ${bothTimes(now.effectiveFrom)}. ${next}`,
      ),
      versionTable(rows, now.version, {
        show: number => attempt(() => show(number)),
        draft: number => attempt(() => start(number)),
        withdraw,
      }),
    ),
    section('Compare two versions', comparison(rows, attempt)),
  );
}

async function show(number) {
  const found = await version(number);
  showDialog(
    `Version ${number}`,
    text(`From ${bothTimes(found.effectiveFrom)}.`),
    contentOf(found),
    buttons(closing()),
  );
}

function withdraw({ version: number, effectiveFrom }) {
  showDialog(
    `Withdraw version ${number}?`,
    text(
      `It would take effect on ${bothTimes(effectiveFrom)}. Once withdrawn, it never does. ` +
        'You cannot undo this, only publish another version.',
    ),
    sending(
      element('form', {}, buttons(element('button', { className: 'primary' }, 'Withdraw'), closing('Keep it'))),
      async () => {
        await call('/catalog/versions/' + number, { method: 'DELETE' });
        closeDialog();
        await attempt(async () => {
          await loadVersions();
          document.getElementById('message').textContent = `Version ${number} is withdrawn.`;
        });
      },
    ),
  );
}

async function start(number) {
  const begun = async () => {
    keep(draftOf(await version(number)));
    await work();
    document.getElementById('draft-title').focus();
    workshop.scrollIntoView();
  };
  if (!keptDraft()) {
    await begun();
    return;
  }
  askInDialog(
    'There is already a draft',
    'Starting another one discards its changes.',
    button('Start another one', () => {
      closeDialog();
      attempt(begun);
    }),
    closing('Keep the draft', { className: 'primary' }),
  );
}

/** Shows the kept draft with everything that can be done to it, or how to begin one. */
async function work() {
  const draft = keptDraft();
  if (!draft) {
    workshop.replaceChildren(
      section(
        'Draft',
        note(
          '',
          text(
            'There is no draft. Start one from a version above, change its prices, ' +
              'see what last month’s work would have cost, and publish it.',
          ),
        ),
      ),
    );
    return;
  }
  const base = await version(draft.basedOn);
  const standing = element('div', { role: 'status', id: 'draft-standing' });
  const changes = element('div');
  const tell = () => {
    const { count: faults, whole } = faultsOf(draft);
    const differing = faults ? [] : differences(base, draft);
    standing.replaceChildren(
      faults
        ? note(
            'bad',
            text(`The draft has ${counted(faults, 'error')}; the rows show which.`),
            whole.length
              ? element(
                  'ul',
                  {},
                  whole.map(fault => element('li', {}, fault)),
                )
              : null,
          )
        : note(
            '',
            text(
              `${differing.length === 0 ? 'No difference' : counted(differing.length, 'difference')} from version ${base.version}. ` +
                'The draft is kept in this tab until it is published or discarded.',
            ),
          ),
    );
    changes.replaceChildren(
      faults || differing.length === 0
        ? ''
        : element(
            'details',
            {},
            element('summary', {}, 'Differences'),
            differenceTable(differing, `Version ${base.version}`, 'Draft'),
          ),
    );
  };
  const isSound = () => faultsOf(draft).count === 0;
  const edit = editor(draft, base, () => {
    keep(draft);
    tell();
    replay.outdated();
  });
  const refused = problem => edit.refused(problem.content?.violations ?? []);
  const replay = whatIf(draft, isSound, refused);
  const publish = publishing(draft, base, {
    isSound,
    refused,
    published: async made => {
      const waiting = waitingFor(made);
      if (!waiting) {
        discard();
      }
      await attempt(async () => {
        await loadVersions();
        await work();
        workshop.prepend(
          note(
            'good',
            element(
              'p',
              { role: 'status', tabIndex: -1, id: 'published' },
              waiting ?? `Version ${made.version} is published and takes effect on ${bothTimes(made.effectiveFrom)}.`,
            ),
            made.largeChanges?.length ? largeChanges(made.largeChanges) : null,
          ),
        );
        document.getElementById('published').focus();
      });
    },
  });
  const throwAway = () =>
    askInDialog(
      'Discard the draft?',
      'Its changes are lost.',
      button('Discard', () => {
        discard();
        closeDialog();
        attempt(work);
      }),
      closing('Keep it', { className: 'primary' }),
    );
  tell();
  workshop.replaceChildren(
    element(
      'section',
      {},
      element('h2', { id: 'draft-title', tabIndex: -1 }, `Draft, based on version ${base.version}`),
      standing,
      changes,
      edit.content,
      buttons(button('Discard the draft', throwAway)),
    ),
    section('What if it had been in force?', replay.content),
    section('Publish', publish),
  );
}

begin('operator', async ({ main }) => {
  main.append(versions, workshop);
  await loadVersions();
  await work();
});
