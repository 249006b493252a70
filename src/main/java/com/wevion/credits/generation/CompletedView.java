package com.wevion.credits.generation;

import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.usage.settlement.ReportedFailure;
import com.wevion.credits.usage.settlement.ReportedOutcome;
import java.util.UUID;

/** The answer to a completion; amounts are decimals in {@code unit}. */
record CompletedView(
        UUID jobId,
        JobStatus status,
        Long delivered,
        ReportedFailure failure,
        String charged,
        String shortfall,
        String balance,
        String available,
        String unit) {

    static CompletedView of(Completions.Completed completed) {
        Ending ending = completed.ending();
        JobTerms terms = completed.terms();
        Unit unit = terms.unit();
        Completion completion = completed.completion();
        return new CompletedView(
                ending.holdId(),
                JobStatus.of(ending.state(), false, completion),
                completion.outcome() == ReportedOutcome.SUCCEEDED ? completion.delivered() : null,
                completion.failure(),
                unit.format(ending.chargedUnits()),
                unit.format(ending.shortfallUnits()),
                unit.format(ending.balanceUnits()),
                unit.format(ending.availableUnits()),
                unit.code());
    }
}
