package com.wevion.credits.generation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.usage.settlement.ReportedFailure;
import java.time.Instant;
import java.util.UUID;

/**
 * A job as it is shown; amounts are decimals in {@code unit}.
 *
 * @param held the amount set aside for it now: nothing once it has ended
 * @param charged null while it is open
 * @param delivered the delivery; null unless it succeeded
 */
record JobView(
        UUID jobId,
        JobStatus status,
        UUID userId,
        Service service,
        String engine,
        String requestedEngine,
        long quantity,
        @JsonRawValue String parameters,
        String quoted,
        String held,
        String charged,
        String shortfall,
        String unit,
        int catalogVersion,
        Long delivered,
        ReportedFailure failure,
        Instant createdAt,
        Instant expiresAt,
        Instant endedAt) {

    static JobView of(JobRecord job) {
        JobTerms terms = job.terms();
        Unit unit = terms.unit();
        Completion completion = job.completion();
        return new JobView(
                job.id(),
                job.status(),
                job.userId(),
                terms.service(),
                terms.engine(),
                terms.requestedEngine(),
                terms.quantity(),
                job.parameters(),
                unit.format(terms.quotedUnits()),
                unit.format(job.state() == HoldState.OPEN ? job.heldUnits() : 0),
                amount(unit, job.chargedUnits()),
                amount(unit, job.shortfallUnits()),
                unit.code(),
                terms.catalogVersion(),
                job.state() == HoldState.SETTLED ? completion.delivered() : null,
                completion == null ? null : completion.failure(),
                job.createdAt(),
                job.deadline(),
                job.endedAt());
    }

    private static String amount(Unit unit, Long units) {
        return units == null ? null : unit.format(units);
    }
}
