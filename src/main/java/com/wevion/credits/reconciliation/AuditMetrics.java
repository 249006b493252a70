package com.wevion.credits.reconciliation;

import com.wevion.credits.platform.OneLine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Shows at {@code /metrics} of every server how many violations the latest audit found. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AuditMetrics {
    private static final Logger LOG = Logger.getLogger(AuditMetrics.class.getName());

    private static final long NOT_KNOWN = -1;

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    MeterRegistry registry;

    private final AtomicLong violations = new AtomicLong(NOT_KNOWN);

    @PostConstruct
    void register() {
        Gauge.builder("credits.audit.violations", violations::get)
                .description("Violations that the latest audit of the ledger found; -1 while they are not known")
                .register(registry);
    }

    /** In the background: whoever asks for the metrics does not wait for the database. While it is away, what it said last. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void look() {
        try {
            violations.set(new AuditResults(dataSource)
                    .latest()
                    .map(AuditResults.Latest::violations)
                    .orElse(0L));
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "The latest audit is not known now: {0}", OneLine.of(e.toString()));
        }
    }
}
