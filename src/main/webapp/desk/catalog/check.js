// The checks of a draft before it is sent. The service checks everything again; here the rows can show their errors.
import { isAmount, isZero } from '../../shared/decimal.js';
import { costMeasuresOf, measuresOf } from './names.js';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/;
const LARGEST = 1_000_000_000;
const LONGEST_SECONDS = 604_800;
const CREDITS = 6;
const DOLLARS = 9;
const CENTS = 2;
const MIN_PRICE = 0.5;
const MAX_PRICE = 999_999.99;

const isWhole = (text, least, most = LARGEST) =>
  /^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** Faults of one row, as [field, what is wrong]. */
function kind(row, measures) {
  return [
    NAME.test(row.engine) && row.engine !== 'AUTO'
      ? null
      : ['engine', 'The engine must be a name of letters, digits and . _ : / -, other than AUTO.'],
    measures(row.service).includes(row.per) ? null : ['per', 'This service is not measured in that unit.'],
    isWhole(row.unitSize, 1) ? null : ['unitSize', 'The unit size must be a whole number, at least 1.'],
  ];
}

function rate(row) {
  const isChat = row.service === 'CHAT';
  const least = isChat ? 0 : 1;
  return [
    ...kind(row, measuresOf),
    isAmount(row.price, isChat ? CREDITS : DOLLARS)
      ? null
      : ['price', `The price must be a number such as 0.03, with at most ${isChat ? CREDITS : DOLLARS} decimals.`],
    isWhole(row.minimum, least) ? null : ['minimum', `The minimum must be a whole number, at least ${least}.`],
    isWhole(row.maximum, Number(row.minimum))
      ? null
      : ['maximum', 'The maximum must be a whole number, at least the minimum.'],
    isWhole(row.holdTimeoutSeconds, 1, LONGEST_SECONDS)
      ? null
      : ['holdTimeoutSeconds', `The time must be 1 to ${LONGEST_SECONDS} seconds.`],
    isChat && row.billing === 'STARTED' ? ['billing', 'AI Chat is billed pro rata.'] : null,
  ];
}

const sold = row => [
  NAME.test(row.code) ? null : ['code', 'The code must be a name of letters, digits and . _ : / -.'],
  isAmount(row.credits, CREDITS) && !isZero(row.credits)
    ? null
    : ['credits', 'The credits must be a number above zero.'],
  isAmount(row.price, CENTS) && Number(row.price) >= MIN_PRICE && Number(row.price) <= MAX_PRICE
    ? null
    : ['price', 'The price must be 0.50 to 999999.99 USD, in whole cents; Stripe accepts no other.'],
];

const isInstant = text => Boolean(text) && !Number.isNaN(Date.parse(text));

const provider = row => [
  row.provider?.trim() ? null : ['provider', 'Name the provider.'],
  ...kind(row, costMeasuresOf),
  isAmount(row.cost, DOLLARS) ? null : ['cost', 'The cost must be a number such as 0.02.'],
  isInstant(row.effectiveFrom) ? null : ['effectiveFrom', 'Say when it takes effect.'],
  !row.effectiveTo || (isInstant(row.effectiveFrom) && Date.parse(row.effectiveTo) > Date.parse(row.effectiveFrom))
    ? null
    : ['effectiveTo', 'The end must be after the start.'],
];

/** The fields by which the rows of each list are told apart. */
export const IDENTITIES = {
  rates: ['service', 'engine', 'per'],
  packages: ['code'],
  providerRates: ['provider', 'service', 'engine', 'per', 'effectiveFrom', 'sku'],
};

/** The faults of each row, and of rows that say the same thing twice. */
function list(rows, check, identity, twice) {
  const seen = new Set();
  return rows.map(row => {
    const faults = check(row).filter(Boolean);
    const key = JSON.stringify(identity.map(name => row[name] || null));
    if (seen.has(key)) {
      faults.push([identity.at(-1), twice]);
    }
    seen.add(key);
    return faults;
  });
}

/** Models of the chat whose two prices do not belong together. */
function chat(rates) {
  const sides = measure => rates.filter(row => row.service === 'CHAT' && row.per === measure);
  const same = (one, other) =>
    one.engine === other.engine && one.unitSize === other.unitSize && one.enabled === other.enabled;
  const [inputs, outputs] = [sides('INPUT_TOKEN'), sides('OUTPUT_TOKEN')];
  const alone = [
    ...inputs.filter(row => !outputs.some(each => same(row, each))),
    ...outputs.filter(row => !inputs.some(each => same(row, each))),
  ];
  const models = [...new Set(alone.map(row => row.engine))];
  return [
    ...models.map(
      model =>
        `AI Chat ${model} needs a price for input tokens and one for output tokens, with the same unit size, both on or both off.`,
    ),
    inputs.some(row => row.engine === 'DEFAULT' && row.enabled)
      ? null
      : 'AI Chat needs a price for DEFAULT that is on; it applies to models without their own.',
  ].filter(Boolean);
}

/** {rates, packages, providerRates: faults of each row, whole: what is wrong with the list, count}. */
export function faultsOf(draft) {
  const found = {
    rates: list(draft.rates, rate, IDENTITIES.rates, 'This rate is a duplicate.'),
    packages: list(draft.packages, sold, IDENTITIES.packages, 'This code is a duplicate.'),
    providerRates: list(draft.providerRates, provider, IDENTITIES.providerRates, 'This cost is a duplicate.'),
    whole: [
      isAmount(draft.chatHoldCeiling, CREDITS) && !isZero(draft.chatHoldCeiling)
        ? null
        : 'The maximum hold of a message must be a number of credits above zero.',
      isWhole(draft.typicalMessage.inputTokens, 0) && isWhole(draft.typicalMessage.outputTokens, 0)
        ? null
        : 'The tokens of the typical message must be whole numbers.',
      draft.packages.length ? null : 'At least one package is required.',
      ...chat(draft.rates),
    ].filter(Boolean),
  };
  const rows = [...found.rates, ...found.packages, ...found.providerRates];
  return { ...found, count: rows.reduce((total, faults) => total + faults.length, 0) + found.whole.length };
}
