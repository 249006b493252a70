package com.wevion.credits.reconciliation.proposal;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A provider rate for an unknown SKU, as far as its lines tell; what is null is for the operator to say.
 *
 * @param engine one that worked for the provider in these days or is in the catalogue; of tokens else the SKU's own model
 * @param cost decimal USD for {@code unitSize}, by what was billed; null without a quantity or in another currency
 * @param effectiveFrom the beginning of the first day on which it is billed
 * @param lines the number of its lines in the import
 * @param quantity null if not all lines tell it
 * @param billed the sum of its lines, in {@code currency}
 */
public record ProposedRate(
        String provider,
        Service service,
        String engine,
        Measure per,
        long unitSize,
        String cost,
        Instant effectiveFrom,
        Instant effectiveTo,
        String sku,
        long lines,
        String quantity,
        String billed,
        String currency,
        LocalDate lastDay) {}
