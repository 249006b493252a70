package com.wevion.credits.usage;

import com.wevion.credits.catalog.Service;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A chat message or job that has come to an end.
 *
 * @param engine the engine that did it, never AUTO; of a message its model
 * @param admittedAt the earliest time at which it can have begun
 * @param deliveries of a message its input and its output, of a job one
 */
public record FinishedWork(
        UUID workId, Service service, String engine, Instant admittedAt, List<Delivery> deliveries, Told told) {

    public FinishedWork {
        deliveries = List.copyOf(deliveries);
    }

    /** The time at which it was done: as reported, unless that cannot be, and then now. */
    Instant doneAt(Instant now) {
        Instant at = told.completedAt();
        return at == null || at.isBefore(admittedAt) || at.isAfter(now) ? now : at;
    }
}
