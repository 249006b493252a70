package com.wevion.credits.usage;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /**
     * The deliveries with what was told by kind: first as many as were sold, in their order, each less what kinds of it were told beside
     * it, and then those kinds.
     */
    List<Delivery> parts() {
        List<Delivery> parts = new ArrayList<>();
        deliveries.forEach(sold -> parts.add(kind(sold.measure())
                .map(kind -> new Delivery(sold.measure(), kind.quantity(), sold.priceUnits(), kind.costNanos()))
                .orElseGet(() -> rest(sold))));
        told.kinds().stream()
                .filter(kind -> deliveries.stream().noneMatch(sold -> sold.measure() == kind.measure()))
                .map(kind -> new Delivery(kind.measure(), kind.quantity(), price(kind.measure()), kind.costNanos()))
                .forEach(parts::add);
        return parts;
    }

    private Optional<ToldKind> kind(Measure measure) {
        return told.kinds().stream().filter(kind -> kind.measure() == measure).findFirst();
    }

    private Delivery rest(Delivery sold) {
        long kinds = told.kinds().stream()
                .filter(kind -> kind.measure().side() == sold.measure())
                .mapToLong(ToldKind::quantity)
                .sum();
        return sold.reported() == null || kinds == 0
                ? sold
                : new Delivery(sold.measure(), Math.max(0, sold.reported() - kinds), sold.priceUnits());
    }

    private long price(Measure measure) {
        return deliveries.stream()
                .filter(sold -> sold.measure() == measure.side())
                .mapToLong(Delivery::priceUnits)
                .findFirst()
                .orElse(0);
    }

    /** The time at which it was done: as reported, unless that cannot be, and then now. */
    Instant doneAt(Instant now) {
        Instant at = told.completedAt();
        return at == null || at.isBefore(admittedAt) || at.isAfter(now) ? now : at;
    }
}
