// One team in a dialog: what it has, its last adjustments, and what an operator can do about it.
import { call, query } from '../../shared/api.js';
import { waitingFor } from '../../shared/approvals.js';
import { closing, showDialog } from '../../shared/dialog.js';
import { button, buttons, element, figure, figures, note, table, text } from '../../shared/elements.js';
import { count, money, time, words } from '../../shared/format.js';
import { ACCOUNTS } from '../../shared/names.js';
import { isZero } from '../../shared/decimal.js';
import { adjust } from './adjust.js';
import { changeCeiling } from './ceiling.js';
import { changeTeam } from './describe.js';
import { standing } from './standing.js';

const LAST = 10;

const PAGES = [
  ['/', 'Overview'],
  ['/usage.html', 'Usage'],
  ['/history.html', 'History'],
  ['/bills.html', 'Bills'],
  ['/members.html', 'Members'],
  ['/approvals.html', 'Requests'],
  ['/settings.html', 'Settings'],
];

function standings({ credits, creative }) {
  const details = [
    isZero(credits.held) ? null : `${count(credits.held)} held`,
    `about ${count(credits.approximateMessages)} messages`,
  ]
    .filter(Boolean)
    .join(', ');
  return figures(
    figure('Credits available', count(credits.available), details),
    figure(
      'Creative usage',
      money(creative.accrued),
      creative.funding === 'CREDITS'
        ? 'paid with credits from now on'
        : `not paid yet; limit ${money(creative.spendingLimit)}`,
    ),
    figure('Credits', standing(credits), `warns below ${count(credits.lowBalanceThreshold)}`),
  );
}

/** The reason of a line is told with the line only. */
async function adjustments(teamId) {
  const { items, nextCursor } = await call(
    `/teams/${teamId}/transactions` + query({ type: 'ADJUSTMENT', limit: LAST }),
  );
  const lines = await Promise.all(
    items.map(line => call(`/teams/${teamId}/transactions/${line.account}/${line.sequence}`)),
  );
  if (lines.length === 0) {
    return text('Nobody has adjusted its balances yet.', 'soft');
  }
  const amount = (line, value) => (line.unit === 'USD' ? money(value) : `${count(value)}`);
  return table(
    nextCursor ? `The last ${LAST} adjustments` : 'Adjustments',
    [
      ['When', line => time(line.at)],
      [
        'By',
        line =>
          (line.user?.displayName ?? line.user?.id)
            ? element(
                'span',
                { title: line.user.id },
                'operator ',
                element('code', {}, `${line.user.id.slice(0, 8)}…${line.user.id.slice(-4)}`),
              )
            : '–',
      ],
      ['Account', line => ACCOUNTS[line.account]],
      ['Amount', line => amount(line, line.amount), true],
      ['Balance after', line => amount(line, line.balanceAfter), true],
      ['Reason', line => line.explanation?.reason ?? '–'],
    ],
    lines,
  );
}

/** Shows a team; changed() is called when something about it has become different. */
export function showTeam(team, changed, message = null) {
  const back = () => showTeam(team, changed);
  const adjusted = async line => {
    const waiting = waitingFor(line);
    if (waiting) {
      showTeam(team, changed, waiting);
      return;
    }
    const now = { ...team, ...(await call(`/teams/${team.teamId}/balance`)) };
    const has =
      line.account === 'CREDITS'
        ? `${count(now.credits.balance)} credits`
        : `${money(now.creative.accrued)} of creative usage to pay`;
    showTeam(now, changed, `The adjustment is line ${count(line.sequence)} of the history. ${team.name} has ${has}.`);
    await changed();
  };
  const described = async now => {
    await changed();
    const waiting = waitingFor(now);
    showTeam(waiting ? team : { ...team, ...now }, changed, waiting ?? 'The team is updated.');
  };
  const limited = async settings => {
    const now = { ...team, ...(await call(`/teams/${team.teamId}/balance`)) };
    showTeam(
      now,
      changed,
      `The ceiling is ${money(settings.creativeSpendingCeiling)}; the limit in effect is ${money(settings.creativeSpendingLimit)}.`,
    );
    await changed();
  };
  const ceiling = () =>
    changeCeiling(team, limited, back).catch(problem => last.prepend(note('bad', text(problem.message))));
  const last = element('div', {}, text('Loading …', 'soft'));
  showDialog(
    team.name,
    message ? note('good', element('p', { role: 'status' }, message)) : null,
    element(
      'p',
      { className: 'soft' },
      `${words(team.plan)} plan, owner ${team.ownerName}. Id `,
      element('code', {}, team.teamId),
    ),
    standings(team),
    buttons(
      button('Adjust a balance', () => adjust(team, adjusted, back), { className: 'primary' }),
      button('Change the team', () => changeTeam(team, described, back)),
      button('Creative spending', ceiling),
      closing(),
    ),
    element('h3', {}, 'Its pages'),
    element(
      'ul',
      { className: 'inline' },
      PAGES.map(([address, name]) =>
        element('li', {}, element('a', { href: address + query({ team: team.teamId }) }, name)),
      ),
    ),
    element('h3', {}, 'Adjustments'),
    last,
  );
  adjustments(team.teamId).then(
    found => last.replaceChildren(found),
    problem => last.replaceChildren(note('bad', text(problem.message))),
  );
}
