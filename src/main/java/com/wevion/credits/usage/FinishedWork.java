package com.wevion.credits.usage;

import com.wevion.credits.catalog.Service;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A chat message or job that has come to an end.
 *
 * @param engine that did it, never AUTO; of a message its model
 * @param admittedAt when it can have begun at the earliest
 * @param deliveries of a message its input and its output, of a job one
 */
public record FinishedWork(
        UUID workId, Service service, String engine, Instant admittedAt, List<Delivery> deliveries, Told told) {

    public FinishedWork {
        deliveries = List.copyOf(deliveries);
    }

    /** When it was done: as it was told, unless that cannot be, and then now. */
    Instant doneAt(Instant now) {
        Instant at = told.completedAt();
        return at == null || at.isBefore(admittedAt) || at.isAfter(now) ? now : at;
    }
}
