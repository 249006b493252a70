// The deliveries of a webhook: what it was told, what waits, what was given up, and sending it again.
import { call } from './api.js';
import { button, element, field, options, say, table, text } from './elements.js';
import { eventName } from './events.js';
import { count, time } from './format.js';
import { pagedList } from './list.js';

const STATES = {
  WAITING: ['Waiting', 'warn'],
  DELIVERED: ['Delivered', 'good'],
  DEAD: ['Given up', 'warn'],
};
const CHOICES = [['', 'All'], ...Object.entries(STATES).map(([state, [name]]) => [state, name])];

function state(row) {
  const [name, kind] = STATES[row.state];
  const when = row.deliveredAt ?? row.dueAt;
  return element(
    'span',
    {},
    element('span', { className: 'flag ' + kind }, name),
    when ? element('small', {}, (row.dueAt ? 'next attempt ' : '') + time(when)) : null,
  );
}

const attempts = row =>
  element('span', {}, count(row.attempts), row.lastError ? element('small', {}, row.lastError) : null);

/**
 * @param path of the webhook
 * @param attempt shows what goes wrong
 * @returns {place, load}
 */
export function deliveries(path, attempt) {
  const chosen = options(element('select', { id: 'delivery-state', onchange: () => list.load() }), CHOICES, '');
  const again = row => async () => {
    await call(`${path}/deliveries/${row.eventId}/replay`, { method: 'POST' });
    await list.load();
    say(`“${eventName(row.type)}” of ${time(row.at)} is sent again.`);
  };
  const list = pagedList({
    path: path + '/deliveries',
    parameters: () => ({ state: chosen.value || undefined }),
    show: rows =>
      table(
        'Deliveries, the newest event first',
        [
          ['Event', row => element('span', {}, eventName(row.type), element('small', {}, time(row.at)))],
          ['State', state],
          ['Attempts', attempts],
          [
            'Change',
            row =>
              row.state === 'WAITING'
                ? ''
                : element(
                    'div',
                    { className: 'row-tools' },
                    button('Send again', () => attempt(again(row)), {
                      'aria-label': `${eventName(row.type)}, ${time(row.at)}: send again`,
                    }),
                  ),
          ],
        ],
        rows,
      ),
    none: () => text('No deliveries.', 'soft'),
  });
  return {
    place: element(
      'div',
      {},
      element('div', { className: 'fields' }, element('div', {}, ...field('Show', chosen))),
      list.place,
    ),
    load: list.load,
  };
}
