package com.wevion.credits.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.json.Json;

/**
 * The terms of a job, agreed when it was admitted; kept as JSON with its hold, so that a later catalogue version never changes them (D9).
 *
 * @param engine the engine that does the work; never AUTO
 * @param requestedEngine the engine that was asked for; may be AUTO (S16)
 * @param quantity requested, in the rate's natural unit
 * @param priceUnits price of {@code unitSize}; stored by an older name
 * @param unit the unit of the account that is charged
 * @param maximum the most that is charged of an auto-extended video (S8)
 */
public record JobTerms(
        Service service,
        String engine,
        String requestedEngine,
        long quantity,
        Measure per,
        long unitSize,
        @JsonProperty("priceMicros") long priceUnits,
        Unit unit,
        PartialUnits billing,
        String rounding,
        long maximum,
        long holdTimeoutSeconds,
        int catalogVersion) {

    static JobTerms of(Rate rate, String requestedEngine, long quantity, Unit unit, int catalogVersion) {
        return new JobTerms(
                rate.service(),
                rate.engine(),
                requestedEngine,
                quantity,
                rate.per(),
                rate.unitSize(),
                rate.priceUnits(),
                unit,
                rate.billing(),
                Money.ROUNDING,
                rate.maximum(),
                rate.holdTimeoutSeconds(),
                catalogVersion);
    }

    /** @see #toJson() */
    public static JobTerms fromJson(String json) {
        return Json.stored(json, JobTerms.class);
    }

    /** The form in which a hold keeps them. */
    public String toJson() {
        return Json.write(this);
    }

    /** The full quote, which is what a job holds (D7), in units. */
    public long quotedUnits() {
        return price(quantity);
    }

    /**
     * The price of a quantity at these terms, in units.
     *
     * @throws Unpriceable if it does not fit an amount
     */
    public long price(long anyQuantity) {
        return Money.divide(billing.numerator(anyQuantity, priceUnits, unitSize), unitSize);
    }

    /**
     * The part of a delivery that is charged: the delivery, but not more than was requested, unless it is an auto-extended video, which is
     * charged up to the rate's maximum (S5, S8, D7).
     */
    public long chargeable(long delivered) {
        long max = service.chargesBeyondRequested() ? Math.max(quantity, maximum) : quantity;
        return Math.min(delivered, max);
    }

    /** Explains the cost of a delivery. */
    public Explanation explain(long delivered, long heldUnits) {
        long charged = chargeable(delivered);
        boolean rounded = !Money.isExact(billing.numerator(charged, priceUnits, unitSize), unitSize);
        return new Explanation(
                charged,
                unit.format(priceUnits),
                per.name(),
                unitSize,
                billing,
                unit.code(),
                catalogVersion,
                rounding,
                rounded,
                unit.format(price(charged)),
                unit.format(heldUnits),
                quantity,
                delivered,
                null);
    }
}
