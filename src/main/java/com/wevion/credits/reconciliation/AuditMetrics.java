package com.wevion.credits.reconciliation;

import com.wevion.credits.platform.OneLine;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;

/** Shows at {@code /metrics} of every server how many violations the latest audit found. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AuditMetrics {
    private static final Logger LOG = Logger.getLogger(AuditMetrics.class.getName());

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    MetricRegistry registry;

    private final AtomicLong lastKnown = new AtomicLong();

    @PostConstruct
    void register() {
        registry.gauge(
                Metadata.builder()
                        .withName("credits_audit_violations")
                        .withDescription("Violations that the latest audit of the ledger found")
                        .withUnit(MetricUnits.NONE)
                        .build(),
                this::violations);
    }

    /** While the database is away, what it said last. */
    private long violations() {
        try {
            lastKnown.set(new AuditResults(dataSource)
                    .latest()
                    .map(AuditResults.Latest::violations)
                    .orElse(0L));
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "The latest audit is not known now: {0}", OneLine.of(e.toString()));
        }
        return lastKnown.get();
    }
}
