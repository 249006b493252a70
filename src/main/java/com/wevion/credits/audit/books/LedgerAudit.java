package com.wevion.credits.audit.books;

import com.wevion.credits.audit.ChainAudit;
import com.wevion.credits.audit.Discrepancy;
import com.wevion.credits.audit.DiscrepancyKind;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.stripe.StripePayments;
import com.wevion.credits.stripe.StripeRefused;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Audits the books: every invariant, the hash chains since the last verified checkpoint, and Stripe's payments against PURCHASE
 * entries. It changes nothing but its own result. Thread-safe.
 */
@ApplicationScoped
public class LedgerAudit {
    /** Is told how far an audit is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called often; an exception that it throws ends the audit.
         *
         * @param rows the checks that were run plus the entries that were recomputed
         * @param expected the number of both at the beginning
         */
        void reached(long rows, long expected);
    }

    private static final String CHAINS = "hash_chains_since_checkpoint";

    @Resource(lookup = "jdbc/batch")
    DataSource dataSource;

    @Inject
    ChainAudit chains;

    @Inject
    StripePayments payments;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.audit.rows")
    int maxRows;

    @Inject
    @ConfigProperty(name = "credits.audit.payment.grace.minutes")
    long graceMinutes;

    @Inject
    @ConfigProperty(name = "credits.audit.log.whole.weekday")
    Optional<DayOfWeek> wholeLogDay;

    @Inject
    @ConfigProperty(name = "credits.audit.payment.lookback.days")
    long lookbackDays;

    /**
     * Looks at everything. Not to be called in a transaction, as it asks Stripe. Should Stripe not answer, the result says that
     * nothing was compared; should the database not, the audit fails.
     *
     * @param from of the time whose payments are compared
     * @param until exclusive
     */
    public AuditResult audit(Instant from, Instant until, Progress progress) {
        String newestCheckpoint = chains.newestCheckpoint();
        String verified = new AuditResults(dataSource).verifiedThrough();
        long checks = LedgerInvariants.NAMES.size();
        long expected = checks + chains.entriesSince(verified);
        List<Violation> violations = invariants(progress, expected);
        ChainAudit.Result found = chains.since(
                verified,
                isDayOfTheWholeLog() ? null : verified,
                now -> progress.reached(checks + now.entries(), expected));
        found.findings().stream().map(LedgerAudit::violation).forEach(violations::add);
        long compared = 0;
        String notCompared = null;
        if (payments.isSetUp()) {
            try {
                PaymentComparison.Compared result = compare(from, until);
                compared = result.payments();
                violations.addAll(result.violations());
            } catch (Unavailable | StripeRefused | StripePayments.TooMany e) {
                notCompared = "not compared: " + OneLine.of(e.getMessage());
            }
        } else {
            notCompared = "not compared: Stripe is not set up here";
        }
        return new AuditResult(
                clock.instant(),
                found.entries(),
                found.accounts(),
                compared,
                notCompared,
                violations,
                found.findings().isEmpty() ? newestCheckpoint : null);
    }

    private boolean isDayOfTheWholeLog() {
        return wholeLogDay
                .filter(day -> day == clock.instant().atOffset(ZoneOffset.UTC).getDayOfWeek())
                .isPresent();
    }

    private List<Violation> invariants(Progress progress, long expected) {
        LedgerInvariants invariants = new LedgerInvariants(dataSource, maxRows);
        List<Violation> violations = new ArrayList<>();
        long done = 0;
        for (String name : LedgerInvariants.NAMES) {
            violations.addAll(invariants.violations(name));
            done++;
            progress.reached(done, expected);
        }
        return violations;
    }

    private PaymentComparison.Compared compare(Instant from, Instant until) {
        Instant settledBefore = clock.instant().minus(Duration.ofMinutes(graceMinutes));
        return new PaymentComparison(dataSource, settledBefore)
                .compare(payments.paid(from.minus(Duration.ofDays(lookbackDays)), until), payments::find, from, until);
    }

    private static Violation violation(Discrepancy finding) {
        if (finding.problem() == DiscrepancyKind.AUDIT_LOG) {
            return new Violation(
                    CHAINS,
                    "Line %d of the audit log was changed or is missing%s"
                            .formatted(
                                    finding.sequence(),
                                    finding.day() == null
                                            ? ""
                                            : ": it is not what the checkpoint of " + finding.day() + " has"));
        }
        String detail = finding.teamId() == null
                ? "The checkpoint of " + finding.day() + " is not what was signed, or does not follow the one before"
                : "%s account of team %s, entry %d: %s%s"
                        .formatted(
                                finding.account(),
                                finding.teamId(),
                                finding.sequence(),
                                finding.problem(),
                                finding.day() == null ? "" : " of " + finding.day());
        return new Violation(CHAINS, detail);
    }

    /** Keeps a run's result, for the report and for every server's alerts; again, it replaces the one before. */
    public void store(UUID runId, AuditResult result) {
        new AuditResults(dataSource).store(runId, result);
    }

    /** Takes out of a run's result what breaks tell of these payments, so that nobody has to explain it twice. */
    public void leaveToBreaks(UUID runId, Set<String> payments) {
        AuditResults results = new AuditResults(dataSource);
        results.of(runId)
                .filter(result ->
                        result.violations().stream().anyMatch(one -> PaymentComparison.isAbout(one, payments)))
                .ifPresent(result -> results.store(runId, result.without(payments)));
    }

    /** The result of a run's audit; empty before it has ended. */
    public Optional<AuditResult> of(UUID runId) {
        return new AuditResults(dataSource).of(runId);
    }
}
