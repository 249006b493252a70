package com.wevion.credits.ledger;

import com.wevion.credits.ledger.book.AccountKind;

/**
 * Usage summed up for a chart.
 *
 * @param key the day (UTC, ISO 8601), user id, service or engine; null for lines without one
 * @param chargedUnits the sum of the charges, not negative
 * @param count the number of pieces of work
 */
public record UsageSum(AccountKind account, String key, long chargedUnits, long quantity, long count) {}
