// All teams: search, what they have, and one team's dialog.
import { call, query } from '../../shared/api.js';
import { element, field, note, table, text } from '../../shared/elements.js';
import { count, money, words } from '../../shared/format.js';
import { attempt, begin } from '../../shared/shell.js';
import { isZero } from '../amounts.js';
import { button } from '../dialog.js';
import { newTeam } from './describe.js';
import { showTeam } from './team.js';
import { standing } from './standing.js';

const PAGE = 50;
const MILLIS_OF_TYPING = 250;

const list = element('div', { id: 'teams', 'aria-live': 'polite' }, text('Loading …'));
let rows = [];
let next = null;
let wanted = '';

const held = (amount, format) => (isZero(amount) ? null : element('small', {}, `${format(amount)} held`));

const COLUMNS = [
  ['Team', row => element('span', {}, button(row.name, () => showTeam(row, load), { className: 'link' }), element('small', { className: 'id' }, row.teamId))],
  ['Credits available', row => element('span', {}, count(row.credits.available), held(row.credits.held, count)), true],
  ['State', row => standing(row.credits)],
  ['Creative usage', row => element('span', {}, money(row.creative.accrued),
    element('small', {}, row.creative.funding === 'CREDITS' ? 'paid from credits' : `of ${money(row.creative.spendingLimit)}`),
    held(row.creative.held, money)), true],
  ['Plan', row => element('span', {}, words(row.plan), row.plan === 'FREE' ? element('small', {}, 'may not use it') : null)],
  ['Owner', row => element('span', { className: 'whole' }, row.ownerName, element('small', {}, row.members === 1 ? '1 member' : `${count(row.members)} members`))],
  ['Pages', row => element('a', { href: '/' + query({ team: row.teamId }), 'aria-label': `Pages of ${row.name}` }, 'Open')],
];

function shown() {
  if (rows.length === 0) {
    list.replaceChildren(note('', text(wanted ? `No team has “${wanted}” in its name, or as its id.`
      : 'There is no team yet. Make one here, or let the host platform do it (PUT /teams/{teamId}).')));
    return;
  }
  list.replaceChildren(...[table(`${count(rows.length)}${next ? ' and more' : ''} ${rows.length === 1 ? 'team' : 'teams'}; open one to adjust or change it`, COLUMNS, rows),
    next ? button('Show more', () => attempt(() => more(wanted))) : null].filter(Boolean));
}

async function more(name) {
  const page = await call('/teams' + query({ name, limit: PAGE, cursor: next }));
  // An answer to what nobody asks for any more is not shown.
  if (name === wanted) {
    rows = next ? [...rows, ...page.items] : page.items;
    next = page.nextCursor;
    shown();
  }
}

async function load() {
  next = null;
  await attempt(() => more(wanted));
}

function search() {
  let typed;
  const input = element('input', { id: 'search', type: 'search', autocomplete: 'off', spellcheck: false, maxLength: 200, oninput: () => {
    clearTimeout(typed);
    typed = setTimeout(find, MILLIS_OF_TYPING);
  } });
  const find = () => {
    clearTimeout(typed);
    if (input.value.trim() !== wanted) {
      wanted = input.value.trim();
      load();
    }
  };
  const submit = event => {
    event.preventDefault();
    find();
  };
  return element('form', { className: 'search', role: 'search', onsubmit: submit },
    element('div', {}, field('Find a team by name or id', input)), button('New team', () => newTeam(load)));
}

begin('operator', async ({ main }) => {
  main.append(search(), list);
  try {
    await more('');
  } catch (problem) {
    list.replaceChildren();
    throw problem;
  }
});
