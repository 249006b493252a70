/**
 * Accounts, holds and entries as they are kept.
 *
 * <p>The ledger counts either account in whole units, named {@code …Units} here and {@code …_units} in SQL: a unit is a millionth of a
 * credit on a CREDITS account and a billionth of a dollar on a CREATIVE account. 1,000 credits are worth one dollar (D3), so a unit is
 * worth the same on both. Where it is known which of the two is meant, credits are {@code …Micros} and dollars {@code …Nanos}; times are
 * {@code …EpochMicros}, microseconds since 1970.
 */
package com.wevion.credits.ledger.book;
