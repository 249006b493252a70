// All teams: search, what they have, and one team's dialog.
import { query } from '../../shared/api.js';
import { button, element, field, note, table, text } from '../../shared/elements.js';
import { count, money, words } from '../../shared/format.js';
import { pagedList } from '../../shared/list.js';
import { begin } from '../../frame/shell.js';
import { isZero } from '../../shared/decimal.js';
import { newTeam } from './describe.js';
import { showTeam } from './team.js';
import { standing } from './standing.js';

const PAGE = 50;
const MILLIS_OF_TYPING = 250;

let wanted = '';

const held = (amount, format) => (isZero(amount) ? null : element('small', {}, `${format(amount)} held`));

const COLUMNS = [
  [
    'Team',
    row =>
      element(
        'span',
        {},
        button(row.name, () => showTeam(row, list.load), { className: 'link' }),
        element('small', { className: 'id' }, row.teamId),
      ),
  ],
  ['Credits available', row => element('span', {}, count(row.credits.available), held(row.credits.held, count)), true],
  ['State', row => standing(row.credits)],
  [
    'Creative usage',
    row =>
      element(
        'span',
        {},
        money(row.creative.accrued),
        element(
          'small',
          {},
          row.creative.funding === 'CREDITS' ? 'paid with credits' : `of ${money(row.creative.spendingLimit)}`,
        ),
        held(row.creative.held, money),
      ),
    true,
  ],
  [
    'Plan',
    row => element('span', {}, words(row.plan), row.plan === 'FREE' ? element('small', {}, 'cannot use it') : null),
  ],
  [
    'Owner',
    row =>
      element(
        'span',
        { className: 'whole' },
        row.ownerName,
        element('small', {}, row.members === 1 ? '1 member' : `${count(row.members)} members`),
      ),
  ],
  [
    'Pages',
    row => element('a', { href: '/' + query({ team: row.teamId }), 'aria-label': `Pages of ${row.name}` }, 'Open'),
  ],
];

const list = pagedList({
  path: '/teams',
  parameters: () => ({ name: wanted }),
  limit: PAGE,
  show: (rows, isMore) =>
    table(
      `${count(rows.length)}${isMore ? ' and more' : ''} ${rows.length === 1 ? 'team' : 'teams'}; open one to adjust or change it`,
      COLUMNS,
      rows,
    ),
  none: () =>
    note(
      '',
      text(
        wanted
          ? `No team has “${wanted}” in its name or as its full id. Part of an id finds nothing.`
          : 'There are no teams yet. Create one here, or let the host platform do it (PUT /teams/{teamId}).',
      ),
    ),
});

function search() {
  let typed;
  const input = element('input', {
    id: 'search',
    type: 'search',
    autocomplete: 'off',
    spellcheck: false,
    maxLength: 200,
    oninput: () => {
      clearTimeout(typed);
      typed = setTimeout(find, MILLIS_OF_TYPING);
    },
  });
  const find = () => {
    clearTimeout(typed);
    if (input.value.trim() !== wanted) {
      wanted = input.value.trim();
      list.load();
    }
  };
  const submit = event => {
    event.preventDefault();
    find();
  };
  return element(
    'form',
    { className: 'search', role: 'search', onsubmit: submit },
    element('div', {}, field('Find a team by name or full id', input)),
    button('New team', () => newTeam(list.load)),
  );
}

begin('operator', async ({ main }) => {
  main.append(search(), element('div', { id: 'teams' }, list.place));
  await list.load();
});
