// The draft of a price list: where it is kept while it is worked on, and what the service is sent of it.
// It is kept for the tab, so that a reload loses nothing; its numbers are the texts that were typed.
import { measuresOf } from './names.js';

const KEPT = 'credits.desk.draft';

const NUMBERS = ['unitSize', 'minimum', 'maximum', 'holdTimeoutSeconds'];

const only = (names, found) => Object.fromEntries(names.map(name => [name, found[name] ?? null]));
const typed = row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  );

const RATE = [
  'service',
  'engine',
  'per',
  'unitSize',
  'price',
  'unit',
  'minimum',
  'maximum',
  'billing',
  'enabled',
  'holdTimeoutSeconds',
];
const PROVIDER_RATE = [
  'provider',
  'service',
  'engine',
  'per',
  'unitSize',
  'cost',
  'effectiveFrom',
  'effectiveTo',
  'sku',
  'billing',
];

/** A draft that is what a version is. */
export function draftOf(version) {
  return {
    basedOn: version.version,
    key: crypto.randomUUID(),
    chatHoldCeiling: version.chatHoldCeiling,
    typicalMessage: typed(only(['inputTokens', 'outputTokens'], version.typicalMessage)),
    packages: version.packages.map(row => only(['code', 'credits', 'price'], row)),
    rates: version.rates.map(row => typed(only(RATE, row))),
    providerRates: (version.providerRates ?? []).map(row => typed(only(PROVIDER_RATE, row))),
  };
}

/** Adds providers' prices to a draft, for somebody to complete. */
export function addCosts(draft, rows) {
  draft.providerRates.push(
    ...rows.map(row => {
      const cost = typed(only(PROVIDER_RATE, row));
      const empty = { service: cost.service ?? 'CHAT', engine: cost.engine ?? '', cost: cost.cost ?? '' };
      return { ...cost, ...empty, per: cost.per ?? measuresOf(empty.service)[0] };
    }),
  );
}

/** The kept draft, null without one. */
export const keptDraft = () => JSON.parse(sessionStorage.getItem(KEPT));
export const discard = () => sessionStorage.removeItem(KEPT);

/** Keeps a draft as it is; it is something else than before, so publishing it is another request. */
export function keep(draft) {
  draft.key = crypto.randomUUID();
  sessionStorage.setItem(KEPT, JSON.stringify(draft));
}

function sentRow(row) {
  const sent = { ...row };
  NUMBERS.filter(name => name in sent).forEach(name => {
    sent[name] = Number(sent[name]);
  });
  return sent;
}

/** The body for POST /catalog/versions and what-if. */
export function sent(draft) {
  return {
    chatHoldCeiling: draft.chatHoldCeiling,
    typicalMessage: {
      inputTokens: Number(draft.typicalMessage.inputTokens),
      outputTokens: Number(draft.typicalMessage.outputTokens),
    },
    packages: draft.packages,
    rates: draft.rates.map(sentRow),
    providerRates: draft.providerRates.map(row => ({
      ...sentRow(row),
      sku: row.sku || null,
      effectiveTo: row.effectiveTo || null,
    })),
  };
}
