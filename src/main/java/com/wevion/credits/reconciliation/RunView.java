package com.wevion.credits.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A run as callers see it.
 *
 * @param to exclusive
 * @param problem the reason why it failed; null if it did not
 * @param failures the providers that failed and are not in its result
 * @param actions those of operators on it, the oldest first
 * @param breaks the number of breaks found; 0 until the classify step
 * @param variance USD that was overbilled, negative for underbilled; other currencies are in the report
 */
public record RunView(
        UUID runId,
        RunTrigger trigger,
        String provider,
        LocalDate from,
        LocalDate to,
        RunStatus status,
        String problem,
        Instant startedAt,
        Instant endedAt,
        List<StepView> steps,
        List<ProviderFailure> failures,
        List<RunAction> actions,
        long breaks,
        String variance,
        String unit) {

    /** The progress of a step. */
    public record StepView(Step step, StepStatus status, long rowsDone, long rowsExpected) {}
}
