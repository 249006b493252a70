/**
 * Bills creative usage (S12, D1). What accrued on a team's CREATIVE account since the bill before becomes a bill: once the month
 * is over, when the spending limit is nearly used up, or when an operator asks. A bill is recorded with its lines, then becomes an
 * invoice of Stripe, and is credited once when that is paid, whoever notices first. Less than a cent is carried over,
 * for each price that is used, and in one line of roundings for all that are not.
 */
package com.wevion.credits.billing;
