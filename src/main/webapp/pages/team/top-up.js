// The automatic top-up: what it is set to, how it stands, and what it did last.
import { call } from '../../shared/api.js';
import { isAmount, isLess, isZero } from '../../shared/decimal.js';
import { element, figure, figures, note, options, text } from '../../shared/elements.js';
import { count, money, numberHint, time, typeable, typed, words } from '../../shared/format.js';
import { labelled, sending } from '../../shared/forms.js';
import { payment } from './lines.js';
import { NO_PLAN } from './parts.js';
import { PURCHASE_STATUSES, TOP_UP_STATES } from './purchases.js';

const CREDIT_DECIMALS = 6;
const CENT_DECIMALS = 2;
const MAX_PER_MONTH = 31;

function standing(topUp) {
  const [name, meaning, isBlocked] = TOP_UP_STATES[topUp.state] ?? [words(topUp.state), '', false];
  return [
    note(
      isBlocked ? 'warn' : topUp.state === 'OFF' ? '' : 'good',
      element('p', {}, element('strong', {}, name + '. '), meaning),
      topUp.lastProblem ? element('p', {}, 'Reason: ', element('code', {}, topUp.lastProblem)) : null,
    ),
    topUp.threshold === null
      ? null
      : figures(
          figure('Top-ups this month', count(topUp.usedThisMonth), `of ${count(topUp.maximumPerMonth)} at most (UTC)`),
          figure(
            'Spent this month',
            money(topUp.usdThisMonth),
            `of ${money(topUp.maximumUsdPerMonth)} at most, excluding tax`,
          ),
        ),
  ];
}

/** The last top-up; nothing if there was none. */
async function last(teamId, purchaseId) {
  if (!purchaseId) {
    return [];
  }
  // A media buyer sees the own purchases only.
  const purchase = await call(`/teams/${teamId}/purchases/${purchaseId}`).catch(() => null);
  return purchase
    ? [
        element(
          'p',
          {},
          element('strong', {}, 'Last top-up: '),
          `${money(purchase.credits, 'credits')} for ${money(purchase.price)}, ${time(purchase.paidAt ?? purchase.createdAt)}: ` +
            `${(PURCHASE_STATUSES[purchase.status] ?? words(purchase.status)).toLowerCase()}. `,
          payment(purchase.stripePayment, purchase.receiptUrl),
        ),
      ]
    : [];
}

function packagesOf(packages, chosen) {
  const entries = packages.map(each => [
    each.code,
    `${words(each.code)}: ${money(each.credits, 'credits')}, ${money(each.price)}`,
  ]);
  return chosen && !packages.some(each => each.code === chosen)
    ? [...entries, [chosen, `${words(chosen)}: no longer sold`]]
    : entries;
}

function form(teamId, given, packages, changed) {
  const input = (value, properties = {}) =>
    element('input', { value: value ?? '', autocomplete: 'off', inputMode: 'decimal', ...properties });
  const enabled = element('input', { type: 'checkbox', id: 'top-up-enabled', checked: given.enabled });
  const threshold = input(typeable(given.threshold ?? '500'));
  const chosen = options(element('select'), packagesOf(packages, given.package), given.package ?? packages[0]?.code);
  const times = input(given.maximumPerMonth ?? '3', { inputMode: 'numeric' });
  const usd = input(typeable(given.maximumUsdPerMonth ?? '50'));
  const made = element(
    'form',
    {},
    element(
      'div',
      { className: 'fields explained' },
      labelled(
        'enabled',
        'Top up automatically',
        enabled,
        'A package is bought with the saved card, in the name of whoever saves this.',
      ),
      labelled('threshold', 'When available credits fall below', threshold),
      labelled('package', 'Buy the package', chosen),
      labelled('maximumPerMonth', 'Maximum top-ups a month', times, `1 to ${MAX_PER_MONTH}; calendar months in UTC.`),
      labelled(
        'maximumUsdPerMonth',
        'Maximum a month, in USD',
        usd,
        'Excluding tax; at least the price of the package.',
      ),
    ),
    element('button', {}, 'Save the top-up'),
  );
  const check = () => {
    const price = packages.find(each => each.code === chosen.value)?.price ?? '0';
    return [
      isAmount(typed(threshold.value), CREDIT_DECIMALS) && !isZero(typed(threshold.value))
        ? null
        : { field: 'threshold', message: numberHint('500', '99.5') + ', and above 0' },
      /^[1-9]\d?$/.test(times.value.trim()) && Number(times.value) <= MAX_PER_MONTH
        ? null
        : { field: 'maximumPerMonth', message: `must be a number from 1 to ${MAX_PER_MONTH}` },
      !isAmount(typed(usd.value), CENT_DECIMALS) || isZero(typed(usd.value))
        ? { field: 'maximumUsdPerMonth', message: numberHint('50', '49.90') + ', in dollars and cents' }
        : isLess(typed(usd.value), price)
          ? { field: 'maximumUsdPerMonth', message: `must be at least the price of the package, ${money(price)}` }
          : null,
    ].filter(Boolean);
  };
  return sending(
    made,
    async () => {
      const saved = await call(`/teams/${teamId}/auto-top-up`, {
        method: 'PUT',
        body: {
          enabled: enabled.checked,
          threshold: typed(threshold.value),
          package: chosen.value,
          maximumPerMonth: Number(times.value),
          maximumUsdPerMonth: typed(usd.value),
        },
      }).catch(problem => {
        throw problem.type === 'plan-required' ? new Error(NO_PLAN) : problem;
      });
      changed(saved);
      return enabled.checked ? 'Saved. The automatic top-up is on.' : 'Saved. The automatic top-up is off.';
    },
    check,
  );
}

function settingsOf(topUp) {
  return topUp.enabled
    ? text(`Below ${money(topUp.threshold, 'credits')} the package ${words(topUp.package)} is bought.`)
    : null;
}

/** The section of the settings about it. */
export async function topUpSection(teamId, topUp, packages, mayChange) {
  const state = element('div', { 'aria-live': 'polite' });
  const show = async now =>
    state.replaceChildren(
      ...[...standing(now), mayChange ? null : settingsOf(now), ...(await last(teamId, now.lastPurchaseId))].filter(
        Boolean,
      ),
    );
  const made = element(
    'section',
    { id: 'top-up' },
    element('h2', {}, 'Automatic top-up'),
    state,
    mayChange ? form(teamId, topUp, packages, show) : null,
  );
  await show(topUp);
  return made;
}
