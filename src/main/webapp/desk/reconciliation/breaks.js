// The list of a run's breaks.
import { button, element, field, options, table, text } from '../../shared/elements.js';
import { count, day, money, words } from '../../shared/format.js';
import { pagedList } from '../../shared/list.js';
import { openBreak, subject } from './break.js';
import { CAUSES, STATES, causeName, stateName } from './names.js';

const PAGE = 50;
const place = () => document.getElementById('breaks');

/** Shows the breaks of a run; without a run, none. */
export async function showBreaksOf(run, cause = '') {
  place().hidden = !run;
  if (!run) {
    return;
  }
  const causes = options(
    element('select', { id: 'filter-cause', onchange: () => list.load() }),
    [['', 'Every cause'], ...Object.keys(CAUSES).map(key => [key, causeName(key)])],
    cause,
  );
  const states = options(
    element('select', { id: 'filter-state', onchange: () => list.load() }),
    [['', 'Every state'], ...Object.entries(STATES)],
    '',
  );
  const list = pagedList({
    path: `/reconciliation/runs/${run}/breaks`,
    parameters: () => ({ cause: causes.value, state: states.value }),
    limit: PAGE,
    show: (rows, isMore) =>
      table(
        `${count(rows.length)}${isMore ? ' and more' : ''} breaks; open one to see both sides of it`,
        columns(row => openBreak(row.breakId, list)),
        rows,
      ),
    none: () =>
      text(
        causes.value || states.value
          ? 'No break has this cause and state. Change the filters to see others.'
          : 'There are no breaks. Anything that a provider bills and that does not agree with our records is listed here.',
      ),
  });
  place().replaceChildren(
    element('h2', { id: 'breaks-title', tabIndex: -1 }, 'Breaks'),
    element(
      'div',
      { className: 'filters' },
      element('div', {}, field('Cause', causes)),
      element('div', {}, field('State', states)),
    ),
    element('div', { id: 'breaks-list' }, list.place),
  );
  goTo = async other => {
    causes.value = other;
    await list.load();
  };
  await list.load();
}

let goTo = null;

/** Shows those of one cause, and goes there. */
export async function goToBreaks(cause) {
  await goTo(cause);
  document.getElementById('breaks-title').focus();
  place().scrollIntoView();
}

const columns = open => [
  [
    'Cause',
    row =>
      element(
        'span',
        {},
        button(causeName(row.cause), () => open(row), { className: 'link' }),
        element('small', {}, day(row.day)),
      ),
  ],
  ['Provider', row => element('span', {}, row.provider, element('small', {}, subject(row).join(', ')))],
  ['Our side', row => side(row.recordedCost, row.recordedUnit, row.recordedQuantity, row), true],
  ['Billed', row => side(row.billedCost, row.billedUnit, row.billedQuantity, row), true],
  ['Difference', row => money(row.variance, row.unit), true],
  ['State', row => element('span', {}, stateName(row.state), element('small', {}, row.owner ?? 'unassigned'))],
  ['Age', row => `${count(row.ageDays)} d`, true],
];

function side(cost, unit, quantity, row) {
  return element(
    'span',
    {},
    money(cost, unit),
    quantity === null || quantity === undefined
      ? null
      : element('small', {}, `${count(quantity)} ${words(row.measure).toLowerCase()}${quantity === '1' ? '' : 's'}`),
  );
}
