package com.wevion.credits.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.platform.json.Hearsay;
import com.wevion.credits.usage.Told;
import com.wevion.credits.usage.settlement.ReportedFailure;
import com.wevion.credits.usage.settlement.ReportedOutcome;
import java.time.Instant;
import java.util.UUID;

/**
 * A worker's report of a job, by message or by REST; kept as JSON with the job's hold.
 *
 * @param jobId null where the path names the job
 * @param delivered in the rate's natural unit; positive for a success (D7), without meaning for a failure
 * @param failure the reason why it failed; may be left out
 * @param provider the provider that did the work; with the rest, as far as it can be used (D22)
 * @param providerRequestId the provider's name for the work, for reconciliation
 * @param providerCostUsd the provider's charge, decimal USD
 * @param tokens quantities and costs by kind, of which none is a part of another
 * @param completedAt by the worker's clock
 */
public record Completion(
        UUID jobId,
        ReportedOutcome outcome,
        Long delivered,
        ReportedFailure failure,
        Hearsay provider,
        Hearsay providerRequestId,
        Hearsay providerCostUsd,
        JsonNode tokens,
        Hearsay completedAt) {

    /** The report of a cancellation. */
    static Completion cancelled(UUID jobId, Instant at) {
        return failed(jobId, ReportedFailure.CANCELLED).at(Hearsay.of(at.toString()));
    }

    /** The report of a failure of which nothing else is told. */
    static Completion failed(UUID jobId, ReportedFailure failure) {
        return new Completion(jobId, ReportedOutcome.FAILED, null, failure, null, null, null, null, null);
    }

    /** The same report, without its time. */
    Completion withoutTime() {
        return at(null);
    }

    private Completion at(Hearsay time) {
        return new Completion(
                jobId, outcome, delivered, failure, provider, providerRequestId, providerCostUsd, tokens, time);
    }

    /**
     * The same report, once it is known to make sense.
     *
     * @throws Invalid otherwise; such a report settles nothing (D7)
     */
    Completion checked() {
        require(jobId != null, "jobId", "is required");
        require(outcome != null, "outcome", "is required");
        if (outcome == ReportedOutcome.SUCCEEDED) {
            require(delivered != null && delivered > 0, "delivered", "must be a positive whole number");
            require(failure == null, "failure", "must not be given for a success");
        }
        return this;
    }

    /** This report about the job that a path names. */
    Completion of(UUID job) {
        require(jobId == null || jobId.equals(job), "jobId", "must be the job of the path");
        return new Completion(
                job, outcome, delivered, failure, provider, providerRequestId, providerCostUsd, tokens, completedAt);
    }

    /** The usable data about the provider. */
    Told told() {
        return Told.of(provider, providerRequestId, providerCostUsd, tokens, completedAt);
    }

    /** The same report, telling this of the provider. */
    Completion telling(Told told) {
        return new Completion(
                jobId,
                outcome,
                delivered,
                failure,
                Hearsay.of(told.provider()),
                Hearsay.of(told.requestId()),
                Hearsay.of(told.costUsd()),
                told.tokens(),
                told.completedAt() == null
                        ? null
                        : Hearsay.of(told.completedAt().toString()));
    }

    /** The fingerprint of the end and the delivery, by which two reports are the same; not of the data about the provider. */
    byte[] fingerprint() {
        return Fingerprint.of(outcome, outcome == ReportedOutcome.SUCCEEDED ? delivered : null, failure);
    }

    private static void require(boolean holds, String field, String message) {
        if (!holds) {
            throw new Invalid(field, message);
        }
    }
}
