// Verifications: starting one, how far it is, what it found, and the earlier ones.
import { call, pause, query } from '../../shared/api.js';
import { Attempt } from '../../shared/client.js';
import { button, element, field, note, options, table, text } from '../../shared/elements.js';
import { count, day, time } from '../../shared/format.js';
import { sending } from '../../shared/forms.js';
import { pagedList } from '../../shared/list.js';
import { ACCOUNTS, counted } from '../../shared/names.js';
import { attempt } from '../../frame/shell.js';

const PAGE = 10;
const STATES = {
  RUNNING: ['Running', 'flag warn'],
  PASSED: ['Passed', 'flag good'],
  FAILED: ['! Failed', 'flag'],
  INTERRUPTED: ['Interrupted', 'flag warn'],
};

/** The meaning of each problem, for the account and entry or the day that a finding names. */
const PROBLEMS = {
  GAP: 'An entry is missing: the numbers of the history have a gap here.',
  BALANCE: 'The balance after this entry is not the previous balance plus its amount.',
  HASH: 'This entry, or one before it, was changed after it was written: the hash does not match.',
  TAIL: 'Entries at the end of the history are missing: the account knows of more.',
  ACCOUNT: 'The account does not match its history.',
  CHECKPOINT: 'The entries that this checkpoint covers are not what they were when it was taken.',
  SIGNATURE: 'The signature of this checkpoint was not made with any of the service’s keys.',
  AUDIT_LOG: 'The audit log is not what it was when this line was linked to it.',
};

const ofWhat = run =>
  run.teamId
    ? `${run.account ? `the ${ACCOUNTS[run.account].toLowerCase()} account` : 'both accounts'} of team ${run.teamId}`
    : 'everything';

function place(finding) {
  return finding.day
    ? `Checkpoint of ${day(finding.day)}`
    : `${ACCOUNTS[finding.account] ?? 'Audit log'}${finding.sequence ? `, entry ${count(finding.sequence)}` : ''}`;
}

function findings(run) {
  return table(
    'The first bad entry of each account, and each bad checkpoint',
    [
      ['Where', finding => place(finding)],
      ['What', finding => PROBLEMS[finding.problem] ?? finding.problem],
      [
        'Team',
        finding =>
          finding.teamId
            ? element('a', { className: 'id', href: '/history.html' + query({ team: finding.teamId }) }, finding.teamId)
            : '–',
      ],
    ],
    run.findings,
  );
}

const looked = run =>
  `${count(run.accounts)} ${run.accounts === 1 ? 'account' : 'accounts'} and ${count(run.entries)} entries were recomputed.`;

function outcome(run) {
  const title = `Verification of ${ofWhat(run)}, started on ${time(run.startedAt)}`;
  const said =
    {
      PASSED: () => [note('good', element('p', {}, element('strong', {}, 'Nothing differs. '), looked(run)))],
      FAILED: () => [
        note(
          'bad',
          element('p', {}, element('strong', {}, `${counted(run.findings.length, 'problem')} found. `), looked(run)),
          text('Nothing was changed. Copy the database before you do anything else, and compare it with the exports.'),
        ),
        findings(run),
      ],
      INTERRUPTED: () => [
        note(
          'warn',
          text('The service stopped or lost its database during the run, which proves nothing. Start another one.'),
        ),
      ],
    }[run.status] ?? (() => progress(run));
  return [element('h3', { tabIndex: -1, id: 'verification' }, title), ...said()];
}

function progress(run) {
  const bar = element('progress', { max: run.entriesTotal || 1, value: Math.min(run.entries, run.entriesTotal || 1) });
  return [
    element(
      'label',
      { className: 'work' },
      element(
        'span',
        {},
        `${count(run.entries)} of ${count(run.entriesTotal)} entries, ${count(run.accounts)} accounts`,
      ),
      bar,
    ),
    text('The service keeps working meanwhile; you can leave this page.', 'soft'),
  ];
}

/** {content, load}. */
export function verifications() {
  const result = element('div', { 'aria-live': 'polite' });
  let shown = null;

  const show = run => result.replaceChildren(...outcome(run));
  const list = pagedList({
    path: '/ledger/verifications',
    limit: PAGE,
    show: rows =>
      table(
        'Verifications, newest first',
        [
          ['Started', row => button(time(row.startedAt), () => follow(row), { className: 'link' })],
          ['Of', row => ofWhat(row)],
          [
            'Result',
            row => element('span', { className: STATES[row.status]?.[1] }, STATES[row.status]?.[0] ?? row.status),
          ],
          ['Entries', row => count(row.entries), true],
          ['Findings', row => count(row.findings.length), true],
          [
            'Took',
            row =>
              row.endedAt
                ? `${count(Math.max(1, Math.round((Date.parse(row.endedAt) - Date.parse(row.startedAt)) / 100)) / 10)} s`
                : '–',
            true,
          ],
        ],
        rows,
      ),
    none: () =>
      note(
        '',
        text(
          'Nothing has been verified yet. A verification recomputes every balance and hash from the entries; ' +
            'a few million entries take about a minute.',
        ),
      ),
  });
  /** Shows a run until it has ended or another one is looked at. */
  const follow = run =>
    attempt(async () => {
      shown = run.verificationId;
      let now = run;
      show(now);
      while (now.status === 'RUNNING') {
        await pause();
        now = await call('/ledger/verifications/' + run.verificationId);
        if (shown !== run.verificationId) {
          return;
        }
        show(now);
      }
      if (run.status === 'RUNNING') {
        await list.load();
      }
    });
  const load = async () => {
    await list.load();
    if (list.rows().length > 0) {
      follow(list.rows()[0]);
    }
  };
  return { content: [form(follow), result, element('h3', {}, 'Earlier verifications'), list.place], load };
}

function form(follow) {
  const what = options(
    element('select', { id: 'verify-what' }),
    [
      ['ALL', 'Everything, with the checkpoints'],
      ['TEAM', 'One team'],
      ['CREDITS', 'A team’s credits'],
      ['CREATIVE', 'A team’s creative usage'],
    ],
    'ALL',
  );
  const team = element('input', {
    id: 'verify-team',
    autocomplete: 'off',
    spellcheck: false,
    pattern: '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
    title: 'A UUID, as shown on the Teams page',
  });
  const ofTeam = element('div', { hidden: true }, field('Id of the team', team));
  const starting = new Attempt();
  const changed = () => {
    ofTeam.hidden = what.value === 'ALL';
    team.required = !ofTeam.hidden;
  };
  const start = async () => {
    const body =
      what.value === 'ALL'
        ? {}
        : { teamId: team.value.trim(), ...(what.value === 'TEAM' ? {} : { account: what.value }) };
    const run = await starting.send(body, key => call('/ledger/verifications', { method: 'POST', key, body }));
    follow(run);
  };
  return sending(
    element(
      'form',
      { className: 'search', onchange: changed },
      element('div', {}, field('What to verify', what)),
      ofTeam,
      element('button', { className: 'primary' }, 'Verify'),
    ),
    start,
  );
}
