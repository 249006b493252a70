// The members of the team with their roles, caps and usage in this month.
import { all, call, query } from '../shared/api.js';
import { waitingFor } from '../shared/approvals.js';
import { firstOf, monthOf, today } from '../shared/days.js';
import { closeDialog, showDialog } from '../shared/dialog.js';
import { button, element, facts, note, section, table, text } from '../shared/elements.js';
import { money, together } from '../shared/format.js';
import { ROLES, roleName } from '../shared/names.js';
import { administers, attempt, begin } from '../frame/shell.js';
import { confirmRemoval, memberForm } from './team/member.js';
import { meter, notFor } from './team/parts.js';

const MAX_MEMBERS = Infinity;

/** The usage of the members since the beginning of the month, by person and account. */
async function usedThisMonth(teamId) {
  const { items } = await call(`/teams/${teamId}/usage` + query({ groupBy: 'user', from: firstOf(monthOf(today())) }));
  return new Map(items.map(item => [item.key + item.account, item.amount]));
}

function use(label, used, cap, unit) {
  if (cap === null) {
    return element('span', {}, together([used], unit)(used), element('small', {}, 'no cap'));
  }
  return meter(label, Number(used), Number(cap), `${together([used], unit, false)(used)} of ${money(cap, unit)}`);
}

function membersTable(me, members, used, edit) {
  const of = (member, account, given) => given ?? used.get(member.userId + account) ?? '0';
  const made = table(
    'Usage and caps for this calendar month (UTC); open a member to change or remove them',
    [
      [
        'Name',
        member =>
          element(
            'span',
            {},
            button(member.displayName, () => edit(member), {
              className: 'link',
              'aria-label': `${member.displayName}: change`,
              'data-user': member.userId,
            }),
            member.userId === me.userId ? ' (you)' : '',
            element('small', { className: 'if-narrow' }, roleName(member.role)),
            element('small', { className: 'if-wide' }, element('code', {}, member.userId)),
          ),
      ],
      ['Role', member => roleName(member.role)],
      [
        'Credits',
        member =>
          use(
            `Credits used by ${member.displayName}`,
            of(member, 'CREDITS', member.usedCredits),
            member.monthlyCapCredits,
            'credits',
          ),
      ],
      [
        'Creative usage',
        member =>
          use(
            `Creative usage by ${member.displayName}`,
            of(member, 'CREATIVE', member.usedUsd),
            member.monthlyCapUsd,
            'USD',
          ),
      ],
    ],
    members,
  );
  made.classList.add('members');
  return made;
}

const roles = () =>
  section(
    'What each role can do',
    facts(Object.entries(ROLES).map(([role, meaning]) => [roleName(role), meaning])),
    text(
      'The team’s settings say who can buy credits. Once a cap is reached, new work is refused for the rest of the month.',
      'soft',
    ),
  );

begin('team', async ({ me, team, main }) => {
  if (!administers(team.role)) {
    main.append(notFor(team.role, 'the owner and admins'));
    return;
  }
  const path = `/teams/${team.teamId}/members`;
  const list = element('div', { id: 'members' });

  async function load() {
    const [members, used] = await Promise.all([all(path, {}, MAX_MEMBERS), usedThisMonth(team.teamId)]);
    members.sort(
      (one, other) =>
        Object.keys(ROLES).indexOf(other.role) - Object.keys(ROLES).indexOf(one.role) ||
        one.displayName.localeCompare(other.displayName),
    );
    list.replaceChildren(
      ...[
        members.length < 2
          ? note(
              '',
              text(
                'You are the only member. Add the people who will use credits, by their user ids on the host platform.',
              ),
            )
          : null,
        membersTable(me, members, used, edit),
      ].filter(Boolean),
    );
  }

  /** After something was saved: the focus goes to the member, or without one to the button that adds. */
  function done(message, userId) {
    closeDialog();
    return attempt(async () => {
      await load();
      document.getElementById('message').textContent = message;
      ((userId && list.querySelector(`[data-user="${CSS.escape(userId)}"]`)) || add).focus();
    });
  }

  /** Saving somebody anew would put away the name and the caps that were given before; others may have added members meanwhile. */
  async function refuseMember(userId) {
    const found = (await all(path, {}, MAX_MEMBERS)).find(each => each.userId === userId);
    if (found) {
      throw new Error(
        userId === me.userId
          ? 'You are already a member; open your line to change it.'
          : `${found.displayName} is already a member; open the line to change it.`,
      );
    }
  }

  function edit(member) {
    showDialog(
      member ? `Change ${member.displayName}` : 'Add a member',
      memberForm(
        team.role,
        member,
        async (userId, description) => {
          if (!member) {
            await refuseMember(userId);
          }
          const answer = await call(`${path}/${encodeURIComponent(userId)}`, { method: 'PUT', body: description });
          await done(
            waitingFor(answer, () => description.displayName) ??
              `${description.displayName} is saved as ${roleName(description.role).toLowerCase()}.`,
            userId,
          );
        },
        member && member.role !== 'OWNER' ? () => remove(member) : null,
      ),
    );
  }

  function remove(member) {
    showDialog(
      `Remove ${member.displayName}?`,
      confirmRemoval(member, async () => {
        await call(`${path}/${member.userId}`, { method: 'DELETE' });
        await done(`${member.displayName} is no longer a member of the team.`);
      }),
    );
  }

  const add = button('Add a member', () => edit(null), { className: 'primary', id: 'add' });
  await load();
  main.append(element('div', { className: 'beside' }, add), list, roles());
});
