// What waits, how long it has, and what is being worked on; asked for again and again while the page is looked at.
import { call } from '../../shared/api.js';
import { element, note, table, text } from '../../shared/elements.js';
import { count, words } from '../../shared/format.js';
import { age, minutesSince } from '../times.js';

const HOUR = 60;
const DAY = 24 * HOUR;

/** Names, explanations and the minutes after which something that waits is old. */
const QUEUES = {
  outbox: ['Messages to workers', 'Requests that are still to be handed to the broker', 1],
  jobs: ['Jobs', 'Admitted creative work that has no result yet', 30],
  deadLetters: ['Dead letters', 'Messages that failed for good and were not sent again', 0],
  stripeEvents: ['Stripe events', 'Received and not worked on yet', 5],
  holds: ['Holds', 'Amounts set aside for work that goes on', DAY],
  purchases: ['Purchases', 'Begun and neither paid nor over', DAY],
};
const BATCHES = { RECONCILIATION: 'Reconciliation', INVOICE_IMPORT: 'Import of an invoice file', VERIFICATION: 'Verification of the ledger', CHECKPOINT: 'Checkpoint' };
/** Counts of a queue that mean that something is wrong, and how they are said. */
const WRONG = { overdue: 'overdue', failed: 'given up', expired: 'past their time' };
const COUNTED = ['waiting', 'open', 'pending'];

const flag = content => element('span', { className: 'flag' }, '! ' + content);

function aged([key, queue]) {
  if (!queue.oldestAt) {
    return ['–'];
  }
  const limit = QUEUES[key]?.[2] ?? DAY;
  const since = age(queue.oldestAt);
  return [minutesSince(queue.oldestAt) > limit ? flag(since) : since];
}

function troubled([, queue]) {
  const found = Object.entries(WRONG).filter(([name]) => queue[name] > 0).map(([name, said]) => flag(`${count(queue[name])} ${said}`));
  return found.length ? found : ['–'];
}

function further([, queue]) {
  return Object.entries(queue).filter(([name, value]) => typeof value === 'number' && !COUNTED.includes(name) && !(name in WRONG))
    .map(([name, value]) => element('small', {}, `${words(name.replace(/([A-Z])/g, '_$1'))}: ${count(value)}`));
}

const counted = ([, queue]) => count(COUNTED.map(name => queue[name]).find(value => value !== undefined) ?? 0);

const CELLS = [
  ['Waiting', entry => [counted(entry), ...further(entry)], true],
  ['The oldest for', aged, true],
  ['To be looked into', troubled],
];

/** A table whose cells are filled anew without being replaced, so that whoever stands in it keeps the place. */
function queueTable(keys) {
  const places = new Map();
  const cell = column => key => {
    const made = element('span', { className: 'flags' });
    places.set(key + column, made);
    return made;
  };
  const made = table('Queues, read every two seconds', [
    ['Queue', key => element('span', {}, QUEUES[key]?.[0] ?? words(key.replace(/([A-Z])/g, '_$1')), element('small', {}, QUEUES[key]?.[1] ?? ''))],
    ...CELLS.map(([title, , isNumber], column) => [title, cell(column), isNumber]),
  ], keys);
  const fill = entries => entries.forEach(entry => CELLS.forEach(([, value], column) => places.get(entry[0] + column).replaceChildren(...value(entry))));
  return { made, fill };
}

function progress(batch) {
  const name = BATCHES[batch.kind] ?? words(batch.kind);
  const of = batch.rowsExpected ? ` of ${count(batch.rowsExpected)}` : '';
  const bar = element('progress', { max: batch.rowsExpected || 1 });
  // Without a value the bar shows that nobody knows how much there is.
  if (batch.rowsExpected) {
    bar.value = Math.min(batch.rowsDone, bar.max);
  }
  return element('label', { className: 'work' }, element('span', {}, `${name}: ${count(batch.rowsDone)}${of} rows`), bar);
}

/** {queues, batch: where they are shown, refresh}. */
export function queueView() {
  const queues = element('div', {}, text('Loading …'));
  const batch = element('div', {}, text('Loading …'));
  let shown = null;
  const refresh = async () => {
    try {
      const { batch: works = [], ...found } = await call('/queues');
      const entries = Object.entries(found).filter(([, value]) => value !== null && typeof value === 'object');
      const keys = entries.map(([key]) => key).join();
      if (shown?.keys !== keys) {
        shown = { keys, ...queueTable(entries.map(([key]) => key)) };
        queues.replaceChildren(shown.made);
      }
      shown.fill(entries);
      const running = works.filter(work => work.running);
      batch.replaceChildren(...(running.length ? running.map(progress) : [text('Nothing is being worked on. Reconciliations, imports and verifications show here how far they are.', 'soft')]));
    } catch (problem) {
      shown = null;
      queues.replaceChildren(note('bad', text(`The queues cannot be read: ${problem.message}`)));
      batch.replaceChildren(text('–'));
    }
  };
  return { queues, batch, refresh };
}
