package com.wevion.credits.purchase;

import com.wevion.credits.event.EventType;
import com.wevion.credits.event.Events;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.stripe.Cents;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.AuditLog;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The rows of automatic top-up. Whoever begins or ends one has the team's row locked, so one follows the other. Thread-safe. */
@ApplicationScoped
class TopUpBook {
    /** The claim by which a node attends to a team for a while. */
    record Claim(UUID teamId, Instant leaseUntil) {}

    private static final String LOCK = "SELECT team_id FROM auto_top_up WHERE team_id = ? FOR UPDATE";

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    AuditLog audit;

    @Inject
    PurchaseBook purchases;

    @Inject
    @ConfigProperty(name = "credits.topup.lease.seconds")
    long leaseSeconds;

    /** A team's automatic top-up as it is now; empty if it has never asked for it. */
    Optional<TopUp> find(UUID teamId) {
        return find(Sql.on(dataSource), teamId);
    }

    private Optional<TopUp> find(Sql sql, UUID teamId) {
        YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        Instant begin = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return sql.first(TopUp.SELECT, TopUp::read, begin, teamId);
    }

    boolean isEnabled(UUID teamId) {
        return Sql.on(dataSource)
                .first("SELECT 1 FROM auto_top_up WHERE team_id = ? AND enabled", row -> true, teamId)
                .isPresent();
    }

    /**
     * Saves the settings and forgets the obstacle of the former ones.
     *
     * @param missingSince the time at which no payment method was found; null if one was
     */
    void save(UUID teamId, TopUpRequest wanted, UUID savedBy, Instant missingSince) {
        Sql.on(dataSource).together(sql -> {
            Map<String, Object> before = recorded(sql, teamId);
            int saved = sql.update(
                    """
                        INSERT INTO auto_top_up (team_id, enabled, threshold_micros, package, maximum_per_month,
                                                 maximum_cents_per_month, saved_by, saved_at, obstacle, blocked_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT ON CONSTRAINT auto_top_up_pk DO UPDATE
                           SET enabled = excluded.enabled, threshold_micros = excluded.threshold_micros,
                               package = excluded.package, maximum_per_month = excluded.maximum_per_month,
                               maximum_cents_per_month = excluded.maximum_cents_per_month, saved_by = excluded.saved_by,
                               saved_at = excluded.saved_at, obstacle = excluded.obstacle, problem = NULL,
                               blocked_at = excluded.blocked_at, lease_until = '-infinity'""",
                    teamId,
                    wanted.enabled(),
                    wanted.thresholdMicros(),
                    wanted.packageCode(),
                    wanted.maximumPerMonth().intValue(),
                    wanted.maximumCents(),
                    savedBy,
                    clock.instant(),
                    missingSince == null ? null : TopUpState.NO_PAYMENT_METHOD.name(),
                    missingSince);
            audit.record(
                    sql,
                    AuditEvent.of(
                                    AuditAction.AUTO_TOP_UP_SET,
                                    "automatic top-up",
                                    teamId,
                                    before,
                                    recorded(sql, teamId))
                            .in(teamId));
            return saved;
        });
    }

    /** As the audit log has it; null if there is none. */
    private static Map<String, Object> recorded(Sql sql, UUID teamId) {
        return sql.first(
                        "SELECT * FROM auto_top_up WHERE team_id = ?",
                        row -> Map.<String, Object>of(
                                "enabled", row.getBoolean("enabled"),
                                "threshold", Unit.CREDITS.format(row.getLong("threshold_micros")),
                                "package", row.getString("package"),
                                "maximumPerMonth", row.getInt("maximum_per_month"),
                                "maximumUsdPerMonth", Cents.format(row.getLong("maximum_cents_per_month"))),
                        teamId)
                .orElse(null);
    }

    /** Claims a team that is below its threshold and has nothing in the way but, perhaps, its limits. */
    Optional<Claim> claim() {
        Instant now = clock.instant();
        return Sql.on(dataSource)
                .first(
                        """
                        UPDATE auto_top_up SET lease_until = ?
                         WHERE team_id = (SELECT t.team_id FROM auto_top_up t
                                            JOIN account a ON a.team_id = t.team_id AND a.kind = 'CREDITS'
                                           WHERE t.enabled AND t.lease_until <= ?
                                             AND greatest(0, a.balance_units - a.held_units - a.frozen_units - a.debt_units)
                                                 < t.threshold_micros
                                             AND (t.obstacle IS NULL OR EXISTS (SELECT FROM purchase c
                                                   WHERE c.team_id = t.team_id AND c.saves_card AND c.paid_at > t.blocked_at))
                                             AND NOT EXISTS (SELECT FROM purchase p WHERE p.team_id = t.team_id
                                                              AND p.origin = 'AUTO_TOP_UP' AND p.status = 'PENDING')
                                           ORDER BY t.lease_until LIMIT 1 FOR UPDATE OF t SKIP LOCKED)
                        RETURNING team_id, lease_until""",
                        row -> new Claim(Sql.uuid(row, "team_id"), Sql.instant(row, "lease_until")),
                        now.plusSeconds(leaseSeconds),
                        now);
    }

    /** Gives a claim back, so that the team is looked at again at once. */
    void release(Claim claim) {
        Sql.on(dataSource)
                .update(
                        "UPDATE auto_top_up SET lease_until = '-infinity' WHERE team_id = ? AND lease_until = ?",
                        claim.teamId(),
                        claim.leaseUntil());
    }

    /**
     * Records a top-up, if the claim still holds and the top-up is still due.
     *
     * @return true if it was recorded
     */
    boolean begin(Claim claim, Predicate<TopUp> isStillDue, Purchase purchase, Instant dueAt) {
        return Sql.on(dataSource).together(sql -> {
            boolean held = sql.first(
                            "SELECT team_id FROM auto_top_up WHERE team_id = ? AND lease_until = ? FOR UPDATE",
                            row -> true,
                            claim.teamId(),
                            claim.leaseUntil())
                    .isPresent();
            // Read after the lock: only now is every other top-up of the team seen.
            if (!held || find(sql, claim.teamId()).filter(isStillDue).isEmpty()) {
                return false;
            }
            purchases.insert(sql, purchase, "auto-top-up-" + purchase.id(), dueAt);
            return true;
        });
    }

    /** Records that there is nothing to pay by, unless the settings were saved meanwhile. */
    void lacksPaymentMethod(TopUp topUp, Instant since) {
        Sql.on(dataSource)
                .update(
                        "UPDATE auto_top_up SET obstacle = ?, problem = NULL, blocked_at = ? WHERE team_id = ? AND saved_at = ?",
                        TopUpState.NO_PAYMENT_METHOD.name(),
                        since,
                        topUp.teamId(),
                        topUp.savedAt());
    }

    /** Ends a top-up that is not paid and, in the same transaction, whatever would have followed it. */
    void failed(Purchase purchase, TopUpFailure failure) {
        Sql.on(dataSource).together(sql -> {
            sql.first(LOCK, row -> true, purchase.teamId());
            int ended = sql.update(
                    "UPDATE purchase SET status = 'FAILED', due_at = NULL WHERE id = ? AND status = 'PENDING'",
                    purchase.id());
            if (ended == 0) {
                return false; // told of again; what was in the way may be gone
            }
            sql.update(
                    "UPDATE auto_top_up SET obstacle = ?, problem = ?, blocked_at = ? WHERE team_id = ?",
                    failure.obstacle().name(),
                    failure.problem(),
                    purchase.createdAt(),
                    purchase.teamId());
            Events.record(
                    sql,
                    EventType.TOP_UP_FAILED,
                    purchase.teamId(),
                    purchase.id().toString(),
                    clock.instant(),
                    Map.of(
                            "purchaseId", purchase.id(),
                            "reason", failure.obstacle().name(),
                            "package", purchase.packageCode()));
            return true;
        });
    }
}
