// The usage of a team by day, service, person and engine, as charts and tables; and a month of it as a file.
import { call, query } from '../shared/api.js';
import { bars, columns } from '../shared/charts.js';
import { lastMonths, today } from '../shared/days.js';
import { sum } from '../shared/decimal.js';
import { downloadButton } from '../shared/download.js';
import { element, field, figure, figures, note, options, section, table, text } from '../shared/elements.js';
import { count, day, money, period, together } from '../shared/format.js';
import { ACCOUNTS, engineName, serviceName } from '../shared/names.js';
import { begin, readsBills, readsHistory } from '../frame/shell.js';
import { personName } from './team/names.js';
import { notFor } from './team/parts.js';
import { daysOf, periodFields } from './team/period.js';

const MAX_BARS = 8;
const MAX_PARTS = 3;
const MONTHS = 13;

const total = items => ({
  amount: sum(items.map(item => item.amount)),
  count: items.reduce((all, item) => all + item.count, 0),
  unit: items[0].unit,
});
const largestFirst = items =>
  [...items].sort((one, other) => Number(other.amount) - Number(one.amount) || other.count - one.count);

/** Short numbers for an axis. */
const axis = unit => value => money(Number(value.toPrecision(3)), unit).replace(' credits', '');

/** Usage by day of the services that are used most, the others together: what the columns are stacked of. */
async function stack(ask, byDay, services, days) {
  const named =
    services.length > 1
      ? largestFirst(services).slice(0, services.length > MAX_PARTS + 1 ? MAX_PARTS : services.length - 1)
      : [];
  const each = await Promise.all(named.map(service => ask('day', { service: service.key })));
  const amounts = items => new Map(items.map(item => [item.key, Number(item.amount)]));
  const [all, ...parts] = [byDay, ...each].map(amounts);
  const rows = days.map(key => {
    const values = parts.map(part => part.get(key) ?? 0);
    const rest = Math.max(0, (all.get(key) ?? 0) - values.reduce((sumOf, value) => sumOf + value, 0));
    return { day: key, values: [...values, rest] };
  });
  const rest = services.length - named.length === 1 ? services.find(service => !named.includes(service)).key : null;
  return { rows, names: [...named.map(service => serviceName(service.key)), rest ? serviceName(rest) : 'Others'] };
}

function sideBySide(id, title, chart, list) {
  list.classList.add('tall');
  return element('section', { id }, element('h2', {}, title), element('div', { className: 'pair' }, chart, list));
}

function amountColumns(unit, rows) {
  const amount = together(
    rows.map(row => row.amount),
    unit,
    false,
  );
  return [
    [unit === 'USD' ? 'Amount' : `Amount, ${unit}`, row => amount(row.amount), true],
    ['Items', row => count(row.count), true],
  ];
}

function ranking(id, title, items, nameOf, unit) {
  const rows = largestFirst(items).map(item => ({ ...item, name: nameOf(item) }));
  const drawn = rows.slice(0, MAX_BARS);
  const caption = rows.length > drawn.length ? `The ${MAX_BARS} largest of ${count(rows.length)}` : 'Charged amounts';
  return sideBySide(
    id,
    title,
    bars(
      `${title}: ${caption.toLowerCase()}`,
      drawn.map(row => ({ label: row.name, value: Number(row.amount), text: money(row.amount, unit) })),
    ),
    table(title, [['Name', row => row.name], ...amountColumns(unit, rows)], rows, { ...total(rows), name: 'Total' }),
  );
}

const personOf = item => personName(item.key ? item : null);

async function content(ask, range, isOwnOnly) {
  const [byDay, byService, byEngine, byUser] = await Promise.all(
    ['day', 'service', 'engine', 'user'].map(group => ask(group)),
  );
  if (byDay.length === 0) {
    return [
      note(
        '',
        text('Nothing was used in this period. Choose another period or the other account.'),
        text(
          'Chat messages use credits; creative work counts as creative usage unless the team pays for it with credits.',
        ),
      ),
    ];
  }
  const { amount, count: pieces, unit } = total(byDay);
  const days = daysOf(range);
  const { rows, names } = await stack(ask, byDay, byService, days);
  const newestFirst = [...byDay].sort((one, other) => (one.key < other.key ? 1 : -1));
  const passed = days.filter(each => each <= today()).length;
  return [
    figures(
      figure('Used', together([amount], unit)(amount), period(...range) + ' (UTC)'),
      figure('Pieces of work', count(pieces), 'messages and jobs'),
      figure('Per day', money(Number((Number(amount) / passed).toPrecision(3)), unit), 'on average, including today'),
    ),
    sideBySide(
      'by-day',
      'By day',
      columns('Charged by day (UTC)', rows, names, { amount: axis(unit), day }),
      table(
        'Days with usage (UTC), newest first',
        [['Day', row => (row.key ? day(row.key) : 'Total')], ...amountColumns(unit, newestFirst)],
        newestFirst,
        { ...total(byDay), key: null },
      ),
    ),
    byService.length > 1 ? ranking('by-service', 'By service', byService, item => serviceName(item.key), unit) : null,
    ranking('by-engine', 'By engine', byEngine, item => engineName(item.key), unit),
    byEngine.some(item => item.key === 'DEFAULT')
      ? text('Standard stands for services with one engine, and for chat models without a price of their own.', 'soft')
      : null,
    isOwnOnly ? null : ranking('by-person', 'By person', byUser, personOf, unit),
  ];
}

function focus(teamId) {
  const month = options(element('select', { id: 'month' }), lastMonths(MONTHS));
  const version = options(
    element('select', { id: 'focus-version' }),
    ['1.2', '1.4'].map(number => [number, number]),
  );
  return section(
    'Export a month',
    text('All charges, purchases and corrections of a month (UTC) as a FOCUS dataset (CSV) for FinOps tools.'),
    element(
      'div',
      { className: 'filters few' },
      element('div', {}, field('Month', month)),
      element('div', {}, field('Version of FOCUS', version)),
    ),
    element(
      'div',
      { className: 'beside' },
      downloadButton('Download FOCUS file', () => ({
        path: `/teams/${teamId}/focus?month=${month.value}&version=${version.value}`,
        name: `focus-${version.value}-${month.value}.csv`,
      })),
    ),
  );
}

begin('team', async ({ team, main }) => {
  if (!readsHistory(team.role)) {
    main.append(notFor(team.role, 'finance, and media buyers and above'));
    return;
  }
  const isOwnOnly = team.role === 'MEDIA_BUYER';
  const given = Object.fromEntries(new URLSearchParams(location.search));
  const place = element('div', { id: 'usage', className: 'placeholder', 'aria-live': 'off' });
  const account = options(
    element('select', { id: 'account', onchange: () => load() }),
    Object.entries(ACCOUNTS),
    given.account === 'CREATIVE' ? 'CREATIVE' : 'CREDITS',
  );
  const days = periodFields(given, () => load());
  let asked = 0;

  async function load() {
    const mine = ++asked;
    const problem = days.problem();
    if (problem) {
      place.replaceChildren(note('warn', text(problem)));
      return;
    }
    history.replaceState(
      null,
      '',
      location.pathname + query({ team: team.teamId, account: account.value, ...days.address() }),
    );
    const range = days.range();
    const ask = async (groupBy, further = {}) =>
      (
        await call(
          `/teams/${team.teamId}/usage` +
            query({ groupBy, account: account.value, from: range[0], to: range[1], ...further }),
        )
      ).items;
    const parts = await content(ask, range, isOwnOnly).catch(failure => [note('bad', text(failure.message))]);
    if (mine === asked) {
      place.replaceChildren(...parts.filter(Boolean));
    }
  }

  await load();
  main.append(
    ...[
      isOwnOnly ? text('This is your own usage.', 'soft') : null,
      element(
        'form',
        { className: 'filters few', 'aria-label': 'What is shown', onsubmit: event => event.preventDefault() },
        element('div', {}, field('Account', account)),
        days.fields,
      ),
      place,
      readsBills(team.role) ? focus(team.teamId) : null,
    ].filter(Boolean),
  );
});
