// The types of events, in words, and choosing some of them.
import { element } from './elements.js';
import { labelled } from './forms.js';

/** Those that a team is told of, in groups. */
export const TEAM_EVENTS = {
  Balance: {
    'balance.low': 'The balance is low',
    'balance.empty': 'No credits are left',
    'balance.recovered': 'The balance has recovered',
  },
  'Spending limit': {
    'spending_limit.near': 'The limit is nearly used up',
    'spending_limit.reached': 'The limit is used up',
    'spending_limit.recovered': 'There is room below the limit again',
  },
  'Monthly caps of members': {
    'member_cap.near': 'A cap is nearly used up',
    'member_cap.reached': 'A cap is used up',
    'member_cap.recovered': 'There is room below a cap again',
  },
  'Purchases and bills': {
    'purchase.credited': 'A purchase is credited',
    'purchase.clawed_back': 'Credits are taken back',
    'purchase.reinstated': 'Credits are given back',
    'dispute.opened': 'A payment is disputed',
    'dispute.closed': 'A dispute is over',
    'top_up.failed': 'An automatic top-up is not paid',
    'bill.due': 'A bill is to be paid',
    'bill.paid': 'A bill is paid',
    'bill.failed': 'The payment of a bill has failed',
  },
  Requests: { 'approval.asked': 'Something waits for approval' },
};

/** Those of the platform, beside them. */
export const PLATFORM_EVENTS = {
  ...TEAM_EVENTS,
  Platform: {
    'invoice.refused': 'A provider’s file is refused',
    'reconciliation.ended': 'A reconciliation has ended',
    'reconciliation.trouble': 'The nightly reconciliation needs somebody',
    'audit.violation': 'The books are not as they should be',
  },
};

/**
 * Checkboxes for types of events, in groups.
 *
 * @param groups {name: {type: in words}}; those without a type are left out
 * @param isChosen says of a type whether it is chosen at first
 * @returns {parts, chosen: gives the types, clear}; what is wrong with them all is told at the first one, which is called types
 */
export function eventChoice(groups, isChosen = () => false) {
  const boxes = new Map();
  const box = (type, name) => {
    const made = element('input', { type: 'checkbox', checked: isChosen(type) });
    const place = labelled(boxes.size === 0 ? 'types' : type, name, made);
    boxes.set(type, made);
    return place;
  };
  const parts = Object.entries(groups)
    .filter(([, types]) => Object.keys(types).length > 0)
    .map(([group, types]) =>
      element(
        'fieldset',
        {},
        element('legend', {}, group),
        Object.entries(types).map(([type, name]) => box(type, name)),
      ),
    );
  return {
    parts,
    chosen: () => [...boxes].filter(([, made]) => made.checked).map(([type]) => type),
    clear: () =>
      boxes.forEach(made => {
        made.checked = false;
      }),
  };
}

const NAMES = Object.assign({}, ...Object.values(PLATFORM_EVENTS));

export const eventName = type => NAMES[type] ?? type;
