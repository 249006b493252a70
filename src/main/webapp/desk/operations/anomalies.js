// Anomalies: what workers reported and was not taken as it is. Nothing is to be done here but to find the worker that is wrong.
import { closing, showDialog } from '../../shared/dialog.js';
import { button, buttons, element, field, note, options, table, text } from '../../shared/elements.js';
import { count, time } from '../../shared/format.js';
import { pagedList } from '../../shared/list.js';
import { age } from '../times.js';

const KINDS = {
  LATE: ['Late', 'Reported after its deadline; nothing is charged.'],
  CONTRADICTION: ['Contradiction', 'It contradicts the first report, which stands.'],
  SURPLUS: ['Surplus', 'More was delivered than requested; only the request is charged.'],
  UNUSABLE: [
    'Unusable',
    'Details about the provider cannot be used; they were left out, and the work ended as reported.',
  ],
};
const WORKS = { CHAT_MESSAGE: 'Chat message', JOB: 'Job' };

const kindName = kind => KINDS[kind]?.[0] ?? kind;

/** The problem in short: the fields that cannot be used, or the meaning of the kind. */
const inShort = row =>
  row.details.unusable?.map(({ field: name, problem }) => `${name} ${problem}`).join('; ') ??
  KINDS[row.kind]?.[1] ??
  '–';

function open(row) {
  showDialog(
    'Anomaly',
    note('warn', element('p', {}, element('strong', {}, kindName(row.kind)), `: ${KINDS[row.kind]?.[1] ?? ''}`)),
    text(`${WORKS[row.work] ?? row.work} of ${row.teamName ?? row.teamId}, recorded on ${time(row.at)}.`, 'soft'),
    text(row.workId, 'id'),
    element('h3', {}, 'Reported'),
    element('pre', { tabIndex: 0 }, JSON.stringify(row.details, null, 2)),
    buttons(closing()),
  );
}

/** {place, load}: the list with its filter. */
export function anomalyList() {
  const filter = options(
    element('select', { id: 'anomaly-kind', onchange: () => list.load() }),
    [['', 'Every kind'], ...Object.entries(KINDS).map(([key, [name]]) => [key, name])],
    '',
  );
  const list = pagedList({
    path: '/anomalies',
    archived: 'Anomalies of work that ended',
    parameters: () => ({ kind: filter.value }),
    show: (rows, isMore) =>
      table(
        `${count(rows.length)}${isMore ? ' and more' : ''} anomalies, newest first`,
        [
          [
            'Kind',
            row =>
              button(kindName(row.kind), () => open(row), {
                className: 'link',
                ariaLabel: `${kindName(row.kind)} of ${row.workId}`,
              }),
          ],
          ['What', row => element('span', {}, inShort(row))],
          [
            'Work',
            row => element('span', {}, WORKS[row.work] ?? row.work, element('small', { className: 'id' }, row.workId)),
          ],
          ['Team', row => row.teamName ?? row.teamId],
          ['Recorded', row => element('span', {}, time(row.at), element('small', {}, `${age(row.at)} ago`))],
        ],
        rows,
      ),
    none: () =>
      note(
        '',
        text(
          filter.value
            ? 'There are no anomalies of this kind. Choose another kind to see others.'
            : 'There are no anomalies. Late, contradictory, surplus or unusable reports of workers appear here.',
        ),
      ),
  });
  const refresh = button('Refresh', () => list.load());
  return {
    place: element(
      'div',
      {},
      element('div', { className: 'search' }, element('div', {}, field('Kind', filter)), refresh),
      list.place,
    ),
    load: list.load,
  };
}
