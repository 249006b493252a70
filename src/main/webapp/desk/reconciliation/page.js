// Runs: which one is shown, how far it is, how a further one is started.
import { call, pause, query } from '../../shared/api.js';
import { Attempt } from '../../shared/client.js';
import { firstOf, monthOf, plusDays, today } from '../../shared/days.js';
import { downloadButton } from '../../shared/download.js';
import { element, note, options, say, text } from '../../shared/elements.js';
import { count, period, time, words } from '../../shared/format.js';
import { counted } from '../../shared/names.js';
import { attempt, begin } from '../../frame/shell.js';
import { goToBreaks, showBreaksOf } from './breaks.js';
import { attention } from '../attention.js';
import { actions, control } from './control.js';
import { showFetches } from './fetches.js';
import { loadIgnored } from './ignored.js';
import { loadImports } from './imported.js';
import { listenForFiles } from './imports.js';
import { STEPS, isCompleted } from './names.js';
import { showRates } from './rates.js';
import { reportOf } from './report.js';

const MAX_LISTED = 50;
let runs = [];
let shown = null;

const result = (...content) => document.getElementById('result').replaceChildren(...content.filter(Boolean));
const progress = (...content) => document.getElementById('progress').replaceChildren(...content);

function title(run) {
  const failed = run.failures.length ? `, ${counted(run.failures.length, 'provider')} failed` : '';
  const outcome = isCompleted(run) ? counted(run.breaks, 'break') + failed : words(run.status).toLowerCase();
  return `${period(run.from, run.to)}${run.provider ? ', ' + run.provider : ''}: ${outcome} (${time(run.startedAt)})`;
}

async function loadRuns(chosen) {
  runs = (await call('/reconciliation/runs' + query({ limit: MAX_LISTED }))).items;
  const chooser = document.getElementById('run');
  chooser.disabled = runs.length === 0;
  const entries = runs.length ? runs.map(run => [run.runId, title(run)]) : [['', 'None yet']];
  // Left alone while nothing has changed: somebody may be choosing.
  if (JSON.stringify(entries) !== chooser.dataset.entries) {
    chooser.dataset.entries = JSON.stringify(entries);
    options(chooser, entries, chosen ?? shown ?? runs[0]?.runId);
  } else if (chosen) {
    chooser.value = chosen;
  }
}

function steps(run) {
  return (run.steps ?? []).map(step => {
    const rows = `${count(step.rowsDone)}${step.rowsExpected ? ' of ' + count(step.rowsExpected) : ''} rows`;
    const progress = { DONE: 'done', WAITING: 'waiting' }[step.status] ?? rows;
    const label = `${STEPS[step.step] ?? words(step.step)}: ${progress}`;
    const bar = element('progress', { max: step.rowsExpected || 1 });
    // Without a value the bar shows that it is not known how far the step is.
    if (step.rowsExpected || step.status !== 'RUNNING') {
      bar.value = step.status === 'DONE' ? bar.max : Math.min(step.rowsDone, bar.max);
    }
    return element('label', {}, label, bar);
  });
}

/** The report as files. */
function exports(runId, { from, to }) {
  const path = `/reconciliation/runs/${runId}/report`;
  const name = `reconciliation-${from}-${plusDays(to, -1)}`;
  return element(
    'div',
    { id: 'exports', className: 'beside' },
    downloadButton('Report as CSV', () => ({ path, name: name + '.csv' })),
    downloadButton('Report as JSON', () => ({ path, accept: 'application/json', name: name + '.json' })),
  );
}

/** The buttons of a run, which stay in place as long as they are the same; of null, none. */
function controls(run) {
  const place = document.getElementById('control');
  const state = run ? run.runId + run.status : '';
  if (place.dataset.state !== state) {
    place.dataset.state = state;
    place.replaceChildren(...(run ? control(run, () => acted(run)) : []));
  }
}

/** After somebody has acted on a run. One that had not ended is being watched anyway. */
async function acted({ runId, endedAt }) {
  await loadRuns(runId);
  if (endedAt) {
    attempt(() => show(runId));
  }
}

/** Shows a run; while it goes on, how far it is, until it has ended or another one is chosen. */
async function show(runId) {
  shown = runId;
  let run = runs.find(each => each.runId === runId);
  showBreaksOf(null);
  result(text('Loading …'));
  while (run && !run.endedAt && shown === runId) {
    result(text('The result appears here when the run has ended.'));
    progress(...steps(run));
    controls(run);
    await pause();
    await loadRuns();
    run = runs.find(each => each.runId === runId);
    say(run?.endedAt ? 'The run has ended.' : '');
  }
  if (shown !== runId) {
    return;
  }
  progress();
  controls(null);
  if (run && !isCompleted(run)) {
    progress(...steps(run));
    controls(run);
    result(
      note(
        'bad',
        text(
          `This run ended without a result: ${run.problem ?? words(run.status)}. You can start another one for the same days.`,
        ),
      ),
      actions(run),
    );
    return;
  }
  const report = await call(`/reconciliation/runs/${runId}/report`).catch(problem => {
    result();
    throw problem;
  });
  if (shown === runId) {
    result(exports(runId, report), ...reportOf({ ...report, endedAt: run?.endedAt }, goToBreaks));
    await showBreaksOf(runId);
  }
}

function listen() {
  const chooser = document.getElementById('run');
  chooser.addEventListener('change', () => attempt(() => show(chooser.value)));
  const yesterday = plusDays(today(), -1);
  document.getElementById('first-day').value = firstOf(monthOf(yesterday));
  document.getElementById('last-day').value = yesterday;
  const starting = new Attempt();
  const form = document.getElementById('start');
  form.addEventListener('submit', event => {
    event.preventDefault();
    attempt(async () => {
      const from = document.getElementById('first-day').value;
      const to = plusDays(document.getElementById('last-day').value, 1);
      const provider = document.getElementById('only').value.trim().toUpperCase() || undefined;
      const body = { provider, from, to };
      const send = key => call('/reconciliation/runs', { method: 'POST', key, body });
      const { runId } = await starting.send(body, send);
      await loadRuns(runId);
      await show(runId);
    });
  });
  listenForFiles();
}

async function build() {
  listen();
  document.getElementById('content').hidden = false;
  loadImports();
  attempt(showFetches);
  loadIgnored(attempt);
  showRates();
  call('/queues').then(queues => document.getElementById('attention').replaceChildren(...attention(queues)));
  await loadRuns();
  if (runs.length === 0) {
    result(
      note(
        '',
        element('h2', {}, 'Nothing has been reconciled yet'),
        element(
          'ol',
          {},
          element('li', {}, 'Upload a provider’s invoice file as it came.'),
          element('li', {}, 'Start a run for the days that it covers. One also runs every night.'),
          element('li', {}, 'Read here what does not agree, why, and since when.'),
        ),
      ),
    );
    return;
  }
  await show(runs[0].runId);
}

begin('operator', build);
