// The team's balance, its usage, and how long the balance lasts.
import { call, query } from '../shared/api.js';
import { isZero, sum } from '../shared/decimal.js';
import { element, figure, figures, note, section, text } from '../shared/elements.js';
import { count, together } from '../shared/format.js';
import { atLeast, counted, roleName } from '../shared/names.js';
import { attempt, begin, readsBills, readsHistory } from '../frame/shell.js';
import { creativeForecast, creditsForecast, daysOfForecast, paceOf } from './team/forecast.js';
import { linesTable } from './team/lines.js';
import { NO_PLAN, buyButton, meter } from './team/parts.js';
import { purchasesTable, topUpLine } from './team/purchases.js';

const LINES = 10;
const PURCHASES = 50;
const MILLIS_BETWEEN_LOOKS = 2000;
const FLAGS = { LOW: 'Low', EMPTY: 'Empty' };

/** Of a part that cannot be had, what is wrong: the rest of the page is shown all the same. */
const part = asked => asked.catch(problem => ({ problem }));
const orProblem = (answer, build) => (answer.problem ? note('bad', text(answer.problem.message)) : build(answer));

async function load({ teamId, role }) {
  const path = `/teams/${teamId}`;
  const [balance, settings, topUp, usage, lines, purchases] = await Promise.all([
    call(path + '/balance'),
    ...(readsHistory(role)
      ? [
          part(call(path + '/settings')),
          part(call(path + '/auto-top-up')),
          // A media buyer is told of its own usage only, from which nothing follows for the team's balance.
          role === 'MEDIA_BUYER' ? null : part(call(path + '/usage' + query({ groupBy: 'day', ...daysOfForecast() }))),
          part(call(path + '/transactions' + query({ limit: LINES }))),
          part(call(path + '/purchases' + query({ limit: PURCHASES }))),
        ]
      : []),
  ]);
  return { balance, settings, topUp, usage, lines, purchases };
}

const paceIn = (usage, account) => paceOf(usage.items.filter(item => item.account === account));

function buying({ role, plan }, settings) {
  if (plan === 'FREE') {
    return note('warn', text(NO_PLAN));
  }
  if (!settings || settings.problem) {
    return null;
  }
  return atLeast(role, settings.minimumPurchaseRole)
    ? buyButton()
    : text(`The role ${roleName(settings.minimumPurchaseRole).toLowerCase()} and above can buy credits.`, 'soft');
}

function credits(team, { balance, settings, usage, topUp }) {
  const { available, status, approximateMessages, lowBalanceThreshold, frozen, debt } = balance.credits;
  return section(
    'Credits',
    element(
      'p',
      { className: 'headline' },
      element('strong', { id: 'available' }, count(available)),
      element('span', {}, 'credits available'),
      FLAGS[status] ? element('span', { className: 'flag' }, FLAGS[status]) : null,
      element(
        'span',
        { className: 'soft' },
        `about ${counted(approximateMessages, 'typical message')} (${count(2000)} + ${count(1000)} tokens)`,
      ),
    ),
    status === 'EMPTY' ? text('Messages are refused until you buy credits.') : null,
    status === 'LOW' ? text(`Fewer than ${count(lowBalanceThreshold)} credits are left.`) : null,
    usage &&
      orProblem(usage, answer =>
        element('div', { id: 'credits-forecast' }, creditsForecast(available, paceIn(answer, 'CREDITS'))),
      ),
    buying(team, settings),
    figures(
      figure('Balance', count(balance.credits.balance), 'everything in the account'),
      figure('Held', count(balance.credits.held), 'reserved for work in progress'),
      isZero(frozen) ? null : figure('Frozen', count(frozen), 'until a disputed payment is decided'),
      isZero(debt) ? null : figure('Debt', count(debt), 'paid first by the next purchase'),
    ),
    topUp && !topUp.problem ? topUpLine(topUp, team.teamId) : null,
  );
}

function creative(team, { balance, usage }) {
  const { funding, spendingLimit, accrued, held, available, unit } = balance.creative;
  if (funding === 'CREDITS' && isZero(accrued) && isZero(held)) {
    return section('Creative usage', text('This team pays for creative work with credits; nothing is billed.'));
  }
  const used = sum([accrued, held]);
  const amount = together([spendingLimit, accrued, held, available], unit);
  return section(
    'Creative usage',
    funding === 'CREDITS'
      ? text('Creative work is now paid with credits; this is earlier usage that will be billed.')
      : null,
    meter(
      'Creative usage against the spending limit',
      Number(used),
      Number(spendingLimit),
      `${amount(used)} of ${amount(spendingLimit)}`,
    ),
    usage &&
      funding !== 'CREDITS' &&
      orProblem(usage, answer =>
        element('div', { id: 'creative-forecast' }, creativeForecast(available, paceIn(answer, 'CREATIVE'))),
      ),
    figures(
      figure('Used, not paid yet', amount(accrued), 'billed at the end of the month (UTC)'),
      figure('Held', amount(held), 'reserved for work in progress'),
      figure('Left', amount(available), 'until work is refused'),
    ),
    readsBills(team.role) ? element('p', {}, element('a', { href: '/bills.html?team=' + team.teamId }, 'Bills')) : null,
  );
}

function firstSteps({ teamId, role }, isDemo) {
  return section(
    'First steps',
    element(
      'div',
      { className: 'note', id: 'first-steps' },
      element(
        'ol',
        { className: 'steps' },
        element(
          'li',
          {},
          'Buy credits. They pay for chat messages; creative work is billed by usage, up to the spending limit.',
        ),
        atLeast(role, 'OWNER')
          ? element(
              'li',
              {},
              element('a', { href: '/members.html?team=' + teamId }, 'Add members'),
              ', with monthly caps if you like.',
            )
          : null,
        atLeast(role, 'OWNER')
          ? element(
              'li',
              {},
              element('a', { href: '/settings.html?team=' + teamId }, 'Look at the settings'),
              ': who may buy, when the balance counts as low, automatic top-up.',
            )
          : null,
        element(
          'li',
          {},
          'Send a chat message or order an image. Each charge appears here with its explanation.',
          isDemo
            ? [' Try it in the ', element('a', { href: '/playground.html?team=' + teamId }, 'playground'), '.']
            : null,
        ),
      ),
    ),
  );
}

function history({ teamId, role }, { lines }) {
  const title = role === 'MEDIA_BUYER' ? 'Your latest charges' : 'Latest changes';
  return section(
    title,
    orProblem(lines, ({ items, nextCursor }) =>
      items.length === 0
        ? text(
            'Nothing has been bought or used yet. Each purchase, message and piece of creative work appears here.',
            'soft',
          )
        : element(
            'div',
            {},
            linesTable('Newest first; open a line for its explanation', teamId, items),
            nextCursor ? element('a', { href: '/history.html?team=' + teamId }, 'All history') : null,
          ),
    ),
  );
}

function parts({ me, team, isDemo }, found) {
  const isNew = found.lines?.items?.length === 0 && found.purchases?.items?.length === 0 && team.role !== 'MEDIA_BUYER';
  return [
    isNew ? firstSteps(team, isDemo) : element('div', { hidden: true }),
    credits(team, found),
    creative(team, found),
    found.lines
      ? history(team, found)
      : text('Your role sees only the balance. The history is open to finance, and to media buyers and above.', 'soft'),
    found.purchases
      ? section(
          team.role === 'MEDIA_BUYER' ? 'Your purchases' : 'Purchases',
          orProblem(found.purchases, ({ items }) => purchasesTable(items, { me, team })),
        )
      : null,
  ].filter(Boolean);
}

/** Puts a part in the place of its older self, if it differs; the focus stays on what had it. */
function renew(old, fresh) {
  if (old.isEqualNode(fresh)) {
    return;
  }
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const nameOf = control => control.id || control.getAttribute('aria-label') || control.textContent;
  fresh.querySelectorAll('details').forEach((each, index) => {
    each.open = Boolean(old.querySelectorAll('details')[index]?.open);
  });
  old.replaceWith(fresh);
  if (focused) {
    [...fresh.querySelectorAll('button, a, [tabindex]')]
      .find(control => nameOf(control) === nameOf(focused))
      ?.focus({ preventScroll: true });
  }
}

/** Calls after a change of the credits, at most every two seconds. */
function follow(refresh) {
  let waiting = null;
  let lookedAt = Date.now();
  document.addEventListener('credits:changed', () => {
    waiting ??= setTimeout(
      async () => {
        await refresh();
        lookedAt = Date.now();
        waiting = null;
      },
      Math.max(0, lookedAt + MILLIS_BETWEEN_LOOKS - Date.now()),
    );
  });
}

begin('team', async page => {
  const { team, main } = page;
  let shown = parts(page, await load(team));
  const [first, credit, usage, ...others] = shown;
  main.append(first, element('div', { className: 'pair' }, credit, usage), ...others);
  follow(() =>
    attempt(async () => {
      const fresh = parts(page, await load(team));
      shown = shown.map((old, index) => {
        renew(old, fresh[index]);
        return old.isConnected ? old : fresh[index];
      });
    }),
  );
});
