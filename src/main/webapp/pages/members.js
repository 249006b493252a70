// Who belongs to the team, as what, with which caps, and how much of them is used in this month.
import { all, call, query } from '../shared/api.js';
import { element, note, section, table, text } from '../shared/elements.js';
import { count, money } from '../shared/format.js';
import { administers, attempt, begin } from '../shared/shell.js';
import { ROLES, roleName } from './team/names.js';
import { dialog, facts, meter, monthOf, notFor, today } from './team/parts.js';
import { confirmRemoval, memberForm } from './team/member.js';

const MOST_MEMBERS = 1000;

/** What members used since the beginning of the month, by person and account. */
async function usedThisMonth(teamId) {
  const { items } = await call(`/teams/${teamId}/usage` + query({ groupBy: 'user', from: monthOf(today()) + '-01' }));
  return new Map(items.map(item => [item.key + item.account, item.amount]));
}

function use(label, used, cap, unit) {
  if (cap === null) {
    return element('span', {}, money(used, unit), element('small', {}, 'no cap'));
  }
  return meter(label, Number(used), Number(cap), `${unit === 'USD' ? money(used) : count(used)} of ${money(cap, unit)}`);
}

function membersTable(me, members, used, edit) {
  const of = (member, account, given) => given ?? used.get(member.userId + account) ?? '0';
  const made = table('Use and caps of this calendar month (UTC); open a member to change or remove it', [
    ['Name', member => element('span', {}, element('button', {
      type: 'button', className: 'link', 'aria-label': `${member.displayName}: change`, 'data-user': member.userId, onclick: () => edit(member),
    }, member.displayName), member.userId === me.userId ? ' (you)' : '',
      element('small', { className: 'if-narrow' }, roleName(member.role)), element('small', { className: 'if-wide' }, element('code', {}, member.userId)))],
    ['Role', member => roleName(member.role)],
    ['Credits', member => use(`Credits used by ${member.displayName}`, of(member, 'CREDITS', member.usedCredits), member.monthlyCapCredits, 'credits')],
    ['Creative usage', member => use(`Creative usage by ${member.displayName}`, of(member, 'CREATIVE', member.usedUsd), member.monthlyCapUsd, 'USD')],
  ], members);
  made.classList.add('members');
  return made;
}

const roles = () => section('What the roles may do', facts(Object.entries(ROLES).map(([role, meaning]) => [roleName(role), meaning])),
  text('Who may buy credits is a setting of the team. A cap ends work for the rest of the month when it is reached; work that was admitted before is finished and charged in full.', 'soft'));

begin('team', async ({ me, team, main }) => {
  if (!administers(team.role)) {
    main.append(notFor(team.role, 'the owner and admins'));
    return;
  }
  const path = `/teams/${team.teamId}/members`;
  const list = element('div', { id: 'members' });

  async function load() {
    const [members, used] = await Promise.all([all(path, {}, MOST_MEMBERS), usedThisMonth(team.teamId)]);
    members.sort((one, other) => Object.keys(ROLES).indexOf(other.role) - Object.keys(ROLES).indexOf(one.role) || one.displayName.localeCompare(other.displayName));
    list.replaceChildren(...[
      members.length < 2 ? note('', text('You are alone here. Add the people who are to use credits, with their user ids of the host platform.')) : null,
      membersTable(me, members, used, edit),
    ].filter(Boolean));
  }

  /** After something was saved: the focus goes to the member, or without one to the button that adds. */
  function done(made, message, userId) {
    made.close();
    return attempt(async () => {
      await load();
      document.getElementById('message').textContent = message;
      (userId && list.querySelector(`[data-user="${CSS.escape(userId)}"]`) || add).focus();
    });
  }

  function edit(member) {
    const made = dialog(member ? `Change ${member.displayName}` : 'Add a member');
    made.querySelector('.body').append(memberForm(team.role, member, async (userId, description) => {
      await call(`${path}/${encodeURIComponent(userId)}`, { method: 'PUT', body: description });
      await done(made, `${description.displayName} is saved as ${roleName(description.role).toLowerCase()}.`, userId);
    }, member && member.role !== 'OWNER' ? () => {
      made.close();
      remove(member);
    } : null));
  }

  function remove(member) {
    const made = dialog(`Remove ${member.displayName}?`);
    made.querySelector('.body').append(confirmRemoval(member, async () => {
      await call(`${path}/${member.userId}`, { method: 'DELETE' });
      await done(made, `${member.displayName} does not belong to the team any more.`);
    }));
  }

  const add = element('button', { type: 'button', className: 'main', id: 'add', onclick: () => edit(null) }, 'Add a member');
  await load();
  main.append(element('div', { className: 'beside' }, add), list, roles());
});
