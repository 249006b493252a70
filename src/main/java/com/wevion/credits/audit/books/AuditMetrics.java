package com.wevion.credits.audit.books;

import com.wevion.credits.platform.Rounds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Shows at {@code /metrics} of every server how many violations the latest audit found. */
@ApplicationScoped
class AuditMetrics {
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

    private static final long NOT_KNOWN = -1;

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    MeterRegistry registry;

    private final AtomicLong violations = new AtomicLong(NOT_KNOWN);

    /** In the background: whoever asks for the metrics does not wait for the database. While it is away, what it said last. */
    void begin(@Observes Rounds rounds) {
        Gauge.builder("credits.audit.violations", violations::get)
                .description("Violations that the latest audit of the ledger found; -1 while they are not known")
                .register(registry);
        rounds.every("audit-result", BETWEEN_ROUNDS, this::look);
    }

    private void look() {
        violations.set(new AuditResults(dataSource)
                .latest()
                .map(AuditResults.Latest::violations)
                .orElse(0L));
    }
}
