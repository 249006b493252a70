// The webhook inbox: what Stripe told, and what became of it.
import { call } from '../../shared/api.js';
import { button, element, field, note, options, table, text } from '../../shared/elements.js';
import { count, time } from '../../shared/format.js';
import { pagedList } from '../../shared/list.js';
import { age } from '../times.js';

const STATES = { RECEIVED: ['Waiting', 'flag warn'], DONE: ['Done', 'flag good'], DEAD: ['! Given up', 'flag'] };

function state(row) {
  const [name, className] = STATES[row.status] ?? [row.status, ''];
  return element(
    'span',
    {},
    element('span', { className }, name),
    row.nextAttemptAt ? element('small', {}, `next attempt ${time(row.nextAttemptAt)}`) : null,
  );
}

/** {place, load}: the list with its filter. */
export function inbox() {
  const filter = options(
    element('select', { id: 'inbox-state', onchange: () => list.load() }),
    [['', 'Every state'], ...Object.entries(STATES).map(([key, [name]]) => [key, name.replace('! ', '')])],
    '',
  );
  const said = element('p', { role: 'status', className: 'soft' });
  const replay = async (row, pressed) => {
    pressed.disabled = true;
    try {
      list.replace(
        each => each.id === row.id,
        await call(`/stripe/events/${encodeURIComponent(row.id)}/replay`, { method: 'POST' }),
      );
      said.textContent = `${row.id} is being processed again; its state changes in a moment.`;
    } catch (problem) {
      said.textContent = problem.message;
      pressed.disabled = false;
    }
  };
  const again = row =>
    row.status === 'DEAD'
      ? button('Process again', event => replay(row, event.target), { ariaLabel: `Process ${row.id} again` })
      : null;
  const list = pagedList({
    path: '/stripe/events',
    archived: 'Events that were done',
    parameters: () => ({ status: filter.value }),
    show: (rows, isMore) =>
      table(
        `${count(rows.length)}${isMore ? ' and more' : ''} events, newest first`,
        [
          ['Event', row => element('span', {}, row.type, element('small', { className: 'id' }, row.id))],
          ['State', state],
          ['Attempts', row => count(row.attempts), true],
          ['Problem', row => row.problem ?? '–'],
          [
            'Received',
            row => element('span', {}, time(row.receivedAt), element('small', {}, `${age(row.receivedAt)} ago`)),
          ],
          ['About', row => element('span', { className: 'id' }, row.objectId ?? '–')],
          ['Actions', row => element('span', { className: 'row-tools' }, again(row))],
        ],
        rows,
      ),
    none: () =>
      note(
        '',
        text(
          filter.value
            ? 'No event is in this state. Choose another state to see others.'
            : 'There are no events from Stripe yet. Payments, refunds and disputes arrive here; ' +
                'without them, purchases are still looked up at Stripe.',
        ),
      ),
  });
  const refresh = button('Refresh', () => list.load());
  return {
    place: element(
      'div',
      {},
      element('div', { className: 'search' }, element('div', {}, field('State', filter)), refresh),
      said,
      list.place,
    ),
    load: list.load,
  };
}
