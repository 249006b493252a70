package com.wevion.credits.approval;

import java.time.Instant;

/**
 * A higher limit for unpaid creative work.
 *
 * @param spendingLimit decimal in USD
 * @param until the time at which it is what it was again; null for always
 */
public record LimitRaise(String spendingLimit, Instant until) {}
