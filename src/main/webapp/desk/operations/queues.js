// Waiting work, its age, and work in progress, refreshed while the page is visible.
import { call } from '../../shared/api.js';
import { element, note, table, text } from '../../shared/elements.js';
import { count, time, words } from '../../shared/format.js';
import { STEPS } from '../reconciliation/names.js';
import { nightly as nightlyTrouble } from '../attention.js';
import { age, minutesSince } from '../times.js';

const HOUR = 60;
const DAY = 24 * HOUR;

/** Names, explanations and the minutes after which something that waits is old. */
const QUEUES = {
  outbox: ['Messages to workers', 'Requests not yet handed to the broker', 1],
  jobs: ['Jobs', 'Admitted creative work without a result', 30],
  deadLetters: ['Dead letters', 'Messages that failed for good and were neither sent again nor dismissed', 0],
  stripeEvents: ['Stripe events', 'Received, not processed yet', 5],
  webhooks: ['Webhooks', 'Events on their way to other systems', DAY],
  mails: ['Mails', 'Events that people have not been told of by mail', DAY],
  holds: ['In effect', 'Amounts held for work in progress', DAY],
  breaks: ['New breaks', 'Differences to providers’ bills, open and assigned to nobody', DAY],
  refusedImports: ['Refused files', 'Files of providers that need an answer', 0],
  purchases: ['Purchases', 'Started, neither paid nor ended', DAY],
};
const WORKS = {
  reconciliation: 'Reconciliation',
  imports: 'Import of invoice files',
  verifications: 'Verification of the ledger',
};
/** Counts of a queue that mean that something is wrong, and how they are said. */
const WRONG = { overdue: 'overdue', failed: 'given up', expired: 'expired' };

const flag = content => element('span', { className: 'flag' }, '! ' + content);

function aged([key, queue]) {
  if (!queue.oldestAt) {
    return ['–'];
  }
  const limit = QUEUES[key][2];
  const since = age(queue.oldestAt);
  return [minutesSince(queue.oldestAt) > limit ? flag(since) : since];
}

function troubled([, queue]) {
  const found = Object.entries(WRONG)
    .filter(([name]) => queue[name] > 0)
    .map(([name, said]) => flag(`${count(queue[name])} ${said}`));
  return found.length ? found : ['–'];
}

/** The number that waits, counted up to a maximum, which stands for that many or more. */
const counted = ([, queue, countedUpTo]) => {
  const number = queue.waiting ?? queue.open;
  return [number >= countedUpTo ? `${count(number)} or more` : count(number)];
};

const CELLS = [
  ['Waiting', counted, true],
  ['Oldest waiting for', aged, true],
  ['Needs attention', troubled],
];

/** A table whose cells are filled anew without being replaced, so that whoever stands in it keeps the place. */
function queueTable() {
  const places = new Map();
  const cell = column => key => {
    const made = element('span', { className: 'flags' });
    places.set(key + column, made);
    return made;
  };
  const made = table(
    'Queues, refreshed every two seconds',
    [
      ['Queue', key => element('span', {}, QUEUES[key][0], element('small', {}, QUEUES[key][1]))],
      ...CELLS.map(([title, , isNumber], column) => [title, cell(column), isNumber]),
    ],
    Object.keys(QUEUES),
  );
  const fill = entries =>
    entries.forEach(entry =>
      CELLS.forEach(([, value], column) => places.get(entry[0] + column).replaceChildren(...value(entry))),
    );
  return { made, fill };
}

/** The progress of a kind of batch work; nothing if none of it runs. */
function progress([kind, { running, step, rowsDone, rowsExpected }]) {
  if (running === 0) {
    return [];
  }
  const name =
    WORKS[kind] +
    (running > 1 ? ` (${count(running)} at a time)` : '') +
    (step ? `, ${(STEPS[step] ?? words(step)).toLowerCase()}` : '');
  const bar = element('progress', { max: rowsExpected || 1 });
  // Without a value the bar shows that nobody knows how much there is.
  if (rowsExpected) {
    bar.value = Math.min(rowsDone, bar.max);
  }
  return [
    element(
      'label',
      { className: 'work' },
      element('span', {}, `${name}: ${count(rowsDone)}${rowsExpected ? ` of ${count(rowsExpected)}` : ''} rows`),
      bar,
    ),
  ];
}

/** {queues, batch: where they are shown, refresh}. */
export function queueView() {
  const queues = element('div', {}, text('Loading …'));
  const batch = element('div', {}, text('Loading …'));
  let shown = null;
  const refresh = async () => {
    try {
      const found = await call('/queues');
      if (!shown) {
        shown = queueTable();
        queues.replaceChildren(shown.made);
      }
      shown.fill(Object.keys(QUEUES).map(key => [key, found[key], found.countedUpTo]));
      const running = Object.keys(WORKS).flatMap(kind => progress([kind, found[kind]]));
      const nightly = text(
        found.nightlyRunAt
          ? `The last nightly reconciliation ended ${time(found.nightlyRunAt)}.`
          : 'No nightly reconciliation has been completed yet.',
        'soft',
      );
      batch.replaceChildren(
        ...(running.length
          ? running
          : [text('Nothing is running. Reconciliations, imports and verifications show their progress here.', 'soft')]),
        nightly,
        ...[nightlyTrouble(found.nightly)].filter(Boolean),
      );
    } catch (problem) {
      shown = null;
      queues.replaceChildren(note('bad', text(`The queues cannot be read: ${problem.message}`)));
      batch.replaceChildren(text('–'));
    }
  };
  return { queues, batch, refresh };
}
