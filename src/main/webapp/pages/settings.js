// The settings of a team, which everyone but viewers reads and administrators change.
import { call } from '../shared/api.js';
import { waitingFor } from '../shared/approvals.js';
import { isAmount } from '../shared/decimal.js';
import { element, facts, note, options, section, text } from '../shared/elements.js';
import { count, money, numberHint, typeable, typed } from '../shared/format.js';
import { labelled, sending } from '../shared/forms.js';
import { ROLES, roleName } from '../shared/names.js';
import { administers, begin, readsHistory } from '../frame/shell.js';
import { mailsSection } from './team/mails.js';
import { notFor } from './team/parts.js';
import { topUpSection } from './team/top-up.js';

const CREDIT_DECIMALS = 6;
const USD_DECIMALS = 9;
const FUNDING = {
  METERED: 'Billed by usage, up to the spending limit',
  CREDITS: 'Paid with credits',
};

/** A limit that was set before the ceiling was lowered counts as the ceiling, and is back when it is raised. */
const belowOwn = settings =>
  settings.creativeSpendingLimit === settings.creativeSpendingLimitSet
    ? ''
    : `, the platform’s ceiling; the team has set ${money(settings.creativeSpendingLimitSet)}`;

function readOnly(settings) {
  return section(
    'Team',
    facts([
      ['Low balance', `below ${money(settings.lowBalanceThreshold, 'credits')}`],
      ['Warnings', `from ${settings.warningPercent} % of the spending limit or of a member’s cap`],
      ['Who may buy credits', roleName(settings.minimumPurchaseRole) + ' and above'],
      ['Creative work', FUNDING[settings.creativeFunding]],
      ['Spending limit', money(settings.creativeSpendingLimit) + belowOwn(settings)],
      ['The platform’s ceiling', money(settings.creativeSpendingCeiling)],
      [
        'Automatic bills',
        settings.autoBill
          ? 'On: usage is billed when the limit is nearly used up, and charged to the saved card'
          : 'Off',
      ],
    ]),
  );
}

function editable(teamId, given) {
  let settings = given;
  const input = value => element('input', { value, inputMode: 'decimal', autocomplete: 'off' });
  const inputs = {
    lowBalanceThreshold: input(typeable(settings.lowBalanceThreshold)),
    warningPercent: element('input', {
      type: 'number',
      min: 1,
      max: 100,
      required: true,
      value: settings.warningPercent,
    }),
    minimumPurchaseRole: options(
      element('select'),
      Object.keys(ROLES).map(role => [role, `${roleName(role)}${role === 'ADMIN' ? '' : ' and above'}`]),
      settings.minimumPurchaseRole,
    ),
    creativeFunding: options(element('select'), Object.entries(FUNDING), settings.creativeFunding),
    creativeSpendingLimit: input(typeable(settings.creativeSpendingLimit)),
    autoBill: element('input', { type: 'checkbox', checked: settings.autoBill }),
  };
  const valueOf = name =>
    inputs[name].type === 'checkbox'
      ? inputs[name].checked
      : inputs[name].type === 'number'
        ? inputs[name].valueAsNumber
        : inputs[name].inputMode === 'decimal'
          ? typed(inputs[name].value)
          : inputs[name].value;
  const limitAbout = element('span');
  const tellLimit = () => {
    limitAbout.textContent = `At most ${money(settings.creativeSpendingCeiling)}, the platform’s ceiling.${
      settings.creativeSpendingLimit === settings.creativeSpendingLimitSet
        ? ''
        : ` The team set ${money(settings.creativeSpendingLimitSet)}, which applies again when the ceiling is raised.`
    } Work that exceeds what is left is refused.`;
  };
  tellLimit();
  const form = element(
    'form',
    {},
    element(
      'div',
      { className: 'fields explained' },
      labelled(
        'lowBalanceThreshold',
        'Low balance below, in credits',
        inputs.lowBalanceThreshold,
        'Below this, the balance is shown as “Low”.',
      ),
      labelled(
        'warningPercent',
        'Warn from, in percent',
        inputs.warningPercent,
        'From this part of the spending limit, or of a member’s monthly cap, it counts as nearly used up.',
      ),
      labelled(
        'minimumPurchaseRole',
        'Who may buy credits',
        inputs.minimumPurchaseRole,
        'Roles in rising order: viewer, finance, media buyer, manager, owner, admin.',
      ),
      labelled('creativeFunding', 'How creative work is paid', inputs.creativeFunding, 'Applies to new work.'),
      labelled(
        'creativeSpendingLimit',
        'Spending limit for creative usage, in USD',
        inputs.creativeSpendingLimit,
        limitAbout,
      ),
      labelled(
        'autoBill',
        'Bill automatically',
        inputs.autoBill,
        'A bill is made when the limit is nearly used up and charged to the saved card.',
      ),
    ),
    element('button', {}, 'Save the settings'),
  );
  const check = () =>
    [
      isAmount(valueOf('lowBalanceThreshold'), CREDIT_DECIMALS)
        ? null
        : { field: 'lowBalanceThreshold', message: numberHint('100', '99.5') },
      isAmount(valueOf('creativeSpendingLimit'), USD_DECIMALS)
        ? null
        : { field: 'creativeSpendingLimit', message: numberHint('50', '12.50') },
    ].filter(Boolean);
  return section(
    'Team',
    sending(
      form,
      async () => {
        // Only what was changed here, so that nothing is put back that somebody else has changed meanwhile.
        const changed = Object.keys(inputs).filter(name => valueOf(name) !== settings[name]);
        if (changed.length === 0) {
          return 'Nothing was changed.';
        }
        const answer = await call(`/teams/${teamId}/settings`, {
          method: 'PATCH',
          body: Object.fromEntries(changed.map(name => [name, valueOf(name)])),
        });
        const waiting = waitingFor(answer);
        if (waiting) {
          return waiting;
        }
        settings = answer;
        tellLimit();
        return (
          `Saved. The balance counts as low below ${count(settings.lowBalanceThreshold)} credits; ` +
          `the spending limit is ${money(settings.creativeSpendingLimit)}.`
        );
      },
      check,
    ),
  );
}

const machinesSection = teamId =>
  section(
    'Machines',
    text('Machines call the service for this team with API keys, and are told of events by webhooks.'),
    element('p', {}, element('a', { href: '/keys.html?team=' + teamId }, 'API keys')),
    element('p', {}, element('a', { href: '/webhooks.html?team=' + teamId }, 'Webhooks')),
  );

begin('team', async ({ me, team, main }) => {
  if (!readsHistory(team.role)) {
    main.append(notFor(team.role, 'everyone except viewers'));
    return;
  }
  const path = `/teams/${team.teamId}`;
  const mayChange = administers(team.role);
  const isMember = me.teams.some(each => each.teamId === team.teamId);
  const [settings, topUp, catalog, mails] = await Promise.all([
    call(path + '/settings'),
    call(path + '/auto-top-up'),
    call('/catalog'),
    isMember ? call(path + '/mails') : null,
  ]);
  const automatic = await topUpSection(team.teamId, topUp, catalog.packages, mayChange);
  main.append(
    ...[
      mayChange ? null : note('', text('You can see the settings; only the owner and admins can change them.')),
      mayChange ? editable(team.teamId, settings) : readOnly(settings),
      automatic,
      isMember ? mailsSection(path + '/mails', mails) : null,
      mayChange ? machinesSection(team.teamId) : null,
    ].filter(Boolean),
  );
  if (location.hash) {
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }
});
