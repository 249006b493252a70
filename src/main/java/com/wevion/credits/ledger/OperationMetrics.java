package com.wevion.credits.ledger;

import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.ledger.operation.EndOfHold;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Expire;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.RowsRefused;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.platform.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Counts at {@code /metrics} the operations on the books by kind and outcome, and measures how long settlements have waited. Thread-safe. */
@ApplicationScoped
class OperationMetrics {
    static final String POSTED = "POSTED";
    static final String REPEATED = "REPEATED";
    static final String ROWS_REFUSED = "ROWS_REFUSED";
    static final String FAILED = "FAILED";

    private static final Duration[] LAGS = Stream.of(100, 1_000, 10_000, 60_000, 600_000, 3_600_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    /** The kinds of operation, in the words of those who look after the service. */
    enum Kind {
        HOLD,
        SETTLE,
        VOID,
        EXPIRE,
        PURCHASE,
        ADJUSTMENT,
        PAYMENT,
        OTHER_POSTING,
        CLAWBACK,
        REINSTATEMENT,
        FREEZE
    }

    @Inject
    MeterRegistry registry;

    private final Map<Kind, Map<String, Counter>> counters = new EnumMap<>(Kind.class);
    private Timer lag;

    @PostConstruct
    void register() {
        for (Kind kind : Kind.values()) {
            counters.put(kind, new ConcurrentHashMap<>());
            counter(kind, POSTED);
        }
        lag = Timer.builder("credits.ledger.settlement.lag")
                .description("Time from the arrival of a report of completed work to its charge")
                .serviceLevelObjectives(LAGS)
                .register(registry);
    }

    /** An operation was posted, now or before. */
    void posted(Operation<?> operation, Object answer) {
        boolean again = isReplayed(answer);
        counter(kindOf(operation), again ? REPEATED : POSTED).increment();
        if (!again && operation instanceof Settle settle && answer instanceof Ending ending) {
            Instant arrived = settle.arrivedAt();
            if (arrived != null && arrived.isBefore(ending.at())) {
                lag.record(Duration.between(arrived, ending.at()));
            } else {
                lag.record(Duration.ZERO);
            }
        }
    }

    /** An operation was refused, or has failed. */
    void failed(Operation<?> operation, RuntimeException cause) {
        counter(kindOf(operation), outcomeOf(cause)).increment();
    }

    private static String outcomeOf(RuntimeException cause) {
        if (cause instanceof Refusal refusal) {
            return refusal.type().name();
        }
        return cause instanceof RowsRefused ? ROWS_REFUSED : FAILED;
    }

    private static boolean isReplayed(Object answer) {
        return answer instanceof Admission admission && admission.replayed()
                || answer instanceof Ending ending && ending.replayed()
                || answer instanceof Posted posted && posted.replayed();
    }

    private static Kind kindOf(Operation<?> operation) {
        if (operation instanceof Hold) {
            return Kind.HOLD;
        }
        if (operation instanceof EndOfHold) {
            return operation instanceof Settle ? Kind.SETTLE : operation instanceof Expire ? Kind.EXPIRE : Kind.VOID;
        }
        return operation instanceof Posting posting ? kindOf(posting.type()) : kindOf(((Reversal) operation).amounts());
    }

    private static Kind kindOf(EntryType type) {
        return switch (type) {
            case PURCHASE -> Kind.PURCHASE;
            case ADJUSTMENT -> Kind.ADJUSTMENT;
            case PAYMENT -> Kind.PAYMENT;
            case USAGE, CLAWBACK, REINSTATEMENT -> Kind.OTHER_POSTING;
        };
    }

    private static Kind kindOf(Reversal.Amounts amounts) {
        if (amounts.clawbackUnits() > 0) {
            return Kind.CLAWBACK;
        }
        return amounts.reinstateUnits() > 0 ? Kind.REINSTATEMENT : Kind.FREEZE;
    }

    private Counter counter(Kind kind, String outcome) {
        return counters.get(kind)
                .computeIfAbsent(
                        outcome,
                        name -> Counter.builder("credits.ledger.operations")
                                .description("Operations on the books: posted, posted before, or why they were not")
                                .tag("kind", kind.name())
                                .tag("outcome", name)
                                .register(registry));
    }
}
