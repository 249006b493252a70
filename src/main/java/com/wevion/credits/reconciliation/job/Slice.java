package com.wevion.credits.reconciliation.job;

import java.time.LocalDate;

/** One day of one provider, which is compared at once. */
public record Slice(String provider, LocalDate day) {}
