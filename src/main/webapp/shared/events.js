// The types of events, in words.

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

const NAMES = Object.assign({}, ...Object.values(PLATFORM_EVENTS));

export const eventName = type => NAMES[type] ?? type;
