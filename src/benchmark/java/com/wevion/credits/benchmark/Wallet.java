package com.wevion.credits.benchmark;

import java.util.UUID;

/** A team's CREDITS account. */
record Wallet(long accountId, UUID teamId) {}
