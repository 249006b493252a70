package com.wevion.credits.approval;

import com.wevion.credits.ledger.book.AccountKind;
import java.time.Instant;
import java.util.UUID;

/**
 * A higher monthly cap of a member.
 *
 * @param userId the member; null for the person who asks
 * @param monthlyCap decimal in the account's unit; null for none
 * @param until the time at which it is what it was again; null for always
 */
public record CapRaise(UUID userId, AccountKind account, String monthlyCap, Instant until) {}
