package com.wevion.credits.reconciliation.breaks;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.wevion.credits.usage.UsageOutcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A break with the records of both sides.
 *
 * @param explanation a sentence for people
 * @param recorded our side, at most {@code limit} of them
 * @param billed the provider's side, likewise
 * @param movements of money, Stripe's movements of the payment or the payout, likewise; else none
 */
public record BreakDetail(
        @JsonUnwrapped BreakView found,
        String explanation,
        List<Recorded> recorded,
        List<Billed> billed,
        List<Movement> movements,
        List<Change> changes) {

    /**
     * A usage record, or work that a gateway did without admission.
     *
     * @param gatewayImportId the import of the gateway's log; null of a usage record
     */
    public record Recorded(
            UUID workId,
            String measure,
            Instant at,
            String requestId,
            String service,
            String engine,
            long quantity,
            String cost,
            String costSource,
            String charged,
            UsageOutcome outcome,
            UUID gatewayImportId) {}

    /** A line of an invoice file. */
    public record Billed(
            UUID importId,
            String fileName,
            long line,
            String kind,
            boolean correction,
            String invoiceId,
            LocalDate day,
            LocalDate lastDay,
            String sku,
            String measure,
            String quantity,
            String cost,
            String currency,
            String requestId,
            String description) {}

    /**
     * A movement of Stripe's balance.
     *
     * @param category Stripe's reporting category, as charge or refund
     * @param paid the amount that the customer paid or got back (negative), in {@code paidCurrency}; null if it is of no payment
     */
    public record Movement(
            String movementId,
            String category,
            Instant at,
            String gross,
            String fee,
            String net,
            String currency,
            String paid,
            String paidCurrency,
            String payoutId) {}

    /** A change of a break, by a person or by a run. */
    public record Change(Instant at, UUID by, UUID runId, BreakState state, String owner, String note) {}
}
