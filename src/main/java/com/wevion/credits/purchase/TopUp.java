package com.wevion.credits.purchase;

import com.wevion.credits.catalog.CreditPackage;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.stripe.Cents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A team's automatic top-up at one moment: its settings, and everything that decides if a package is to be bought.
 *
 * @param thresholdMicros micro-credits below which a package is bought
 * @param obstacle the failure of the last attempt, as long as it blocks further ones; null for none
 * @param problem Stripe's code of the obstacle, or a sentence; null if there is none
 * @param availableMicros micro-credits that the team can spend
 * @param usedThisMonth top-ups begun in this month, paid or pending
 * @param centsThisMonth their total price
 * @param pending true if one is not decided yet
 * @param lastPurchaseId the last one, whatever its result; null for none
 * @param lastMismatch the reason why its payment is not credited; null for none
 */
record TopUp(
        UUID teamId,
        boolean enabled,
        long thresholdMicros,
        String packageCode,
        int maximumPerMonth,
        long maximumCentsPerMonth,
        UUID savedBy,
        Instant savedAt,
        TopUpState obstacle,
        String problem,
        boolean paidPlan,
        long availableMicros,
        long usedThisMonth,
        long centsThisMonth,
        boolean pending,
        UUID lastPurchaseId,
        String lastMismatch) {

    private static final String MONEY_BACK = "A payment was refunded or is disputed.";

    /**
     * Reads the parameter, the beginning of the month, and the team. One statement, so that a top-up which is credited
     * meanwhile is seen either as pending or in the balance. What is available is counted as by the ledger (D1, D15). When money
     * has gone back, the missing credits must not be bought anew with the card of somebody who did not want them.
     */
    static final String SELECT = """
            SELECT t.*, team.plan <> 'FREE' AS paid_plan,
                   greatest(0, a.balance_units - a.held_units - a.frozen_units - a.debt_units) AS available_micros,
                   month.used, month.cents, last.id AS last_id, last.mismatch,
                   EXISTS (SELECT FROM purchase p
                            WHERE p.team_id = t.team_id AND p.origin = 'AUTO_TOP_UP' AND p.status = 'PENDING') AS pending,
                   EXISTS (SELECT FROM purchase c
                            WHERE c.team_id = t.team_id AND c.saves_card AND c.paid_at > t.blocked_at) AS card_since,
                   EXISTS (SELECT FROM purchase_reversal r JOIN purchase p ON p.id = r.purchase_id
                            WHERE p.team_id = t.team_id AND r.step IN ('FREEZE', 'CLAWBACK') AND r.at > t.saved_at
                              AND NOT EXISTS (SELECT FROM purchase c
                                               WHERE c.team_id = t.team_id AND c.saves_card AND c.paid_at > r.at)) AS money_back
              FROM auto_top_up t
              JOIN team ON team.id = t.team_id
              JOIN account a ON a.team_id = t.team_id AND a.kind = 'CREDITS'
             CROSS JOIN LATERAL (SELECT count(*) AS used, coalesce(sum(price_cents), 0)::bigint AS cents FROM purchase
                                  WHERE team_id = t.team_id AND origin = 'AUTO_TOP_UP' AND created_at >= ?
                                    AND status NOT IN ('FAILED', 'EXPIRED')) AS month
              LEFT JOIN LATERAL (SELECT id, mismatch FROM purchase
                                  WHERE team_id = t.team_id AND origin = 'AUTO_TOP_UP'
                                  ORDER BY created_at DESC LIMIT 1) AS last ON true
             WHERE t.team_id = ?""";

    static TopUp read(ResultSet row) throws SQLException {
        boolean moneyBack = row.getBoolean("money_back");
        String kept = row.getBoolean("card_since") ? null : row.getString("obstacle");
        String obstacle = moneyBack ? TopUpState.DECLINED.name() : kept;
        String problem = moneyBack ? MONEY_BACK : kept == null ? null : row.getString("problem");
        return new TopUp(
                Sql.uuid(row, "team_id"),
                row.getBoolean("enabled"),
                row.getLong("threshold_micros"),
                row.getString("package"),
                row.getInt("maximum_per_month"),
                row.getLong("maximum_cents_per_month"),
                Sql.uuid(row, "saved_by"),
                Sql.instant(row, "saved_at"),
                obstacle == null ? null : TopUpState.valueOf(obstacle),
                problem,
                row.getBoolean("paid_plan"),
                row.getLong("available_micros"),
                row.getLong("used"),
                row.getLong("cents"),
                row.getBoolean("pending"),
                Sql.uuid(row, "last_id"),
                row.getString("mismatch"));
    }

    /** @param offered the package as it is sold now; empty if it is not */
    TopUpState state(Optional<CreditPackage> offered) {
        if (!enabled) {
            return TopUpState.OFF;
        }
        if (pending) {
            return TopUpState.IN_PROGRESS;
        }
        if (!paidPlan || offered.isEmpty()) {
            return TopUpState.OFF;
        }
        if (obstacle != null) {
            return obstacle;
        }
        return hasRoomFor(Cents.of(offered.get().priceNanos())) ? TopUpState.READY : TopUpState.LIMIT_REACHED;
    }

    private boolean hasRoomFor(long priceCents) {
        return usedThisMonth < maximumPerMonth && Math.addExact(centsThisMonth, priceCents) <= maximumCentsPerMonth;
    }

    /** True if a package is to be bought now. */
    boolean isDue(Optional<CreditPackage> offered) {
        return state(offered) == TopUpState.READY && availableMicros < thresholdMicros;
    }

    /** The obstacle; null for none. */
    String obstacle(Optional<CreditPackage> offered) {
        if (pending && lastMismatch != null) {
            return lastMismatch;
        }
        if (enabled && !paidPlan) {
            return "The team has no paid plan.";
        }
        if (enabled && offered.isEmpty()) {
            return "The package is no longer sold.";
        }
        return problem;
    }
}
