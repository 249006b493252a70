package com.wevion.credits.billing;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.stripe.Cents;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The teams to be billed. Thread-safe. */
@ApplicationScoped
class DueTeams {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    @ConfigProperty(name = "credits.billing.batch")
    int batch;

    @Inject
    @ConfigProperty(name = "credits.billing.minimum.cents")
    long minimumCents;

    @Inject
    @ConfigProperty(name = "credits.billing.auto.percent")
    int autoPercent;

    /**
     * The teams with a CREATIVE history whose usage from before this month has not been checked.
     *
     * @param after the team after which to continue
     */
    List<UUID> ofMonth(LocalDate month, UUID after) {
        return Sql.on(dataSource).list("""
                        SELECT t.id
                          FROM team t
                          JOIN account a ON a.team_id = t.id AND a.kind = 'CREATIVE' AND a.sequence > 0
                          LEFT JOIN creative_month m ON m.team_id = t.id
                         WHERE (m.month IS NULL OR m.month < ?) AND t.id > ?
                         ORDER BY t.id LIMIT ?""", row -> Sql.uuid(row, "id"), month, after, batch);
    }

    /** Records that all usage of before this month has been looked at. */
    void done(UUID teamId, LocalDate month) {
        Sql.on(dataSource).update("""
                        INSERT INTO creative_month (team_id, month) VALUES (?, ?)
                        ON CONFLICT ON CONSTRAINT creative_month_pk
                        DO UPDATE SET month = greatest(creative_month.month, excluded.month)""", teamId, month);
    }

    /** Teams with {@code autoBill} and no bill to be paid that have little room left under their limit. */
    List<UUID> nearTheirLimit() {
        return Sql.on(dataSource)
                .list(
                        """
                        SELECT t.id
                          FROM team t
                          JOIN account a ON a.team_id = t.id AND a.kind = 'CREATIVE'
                         WHERE t.auto_bill AND -a.balance_units >= ?
                           AND (a.limit_units + a.balance_units - a.held_units)::numeric * 100 < a.limit_units::numeric * ?
                           AND NOT EXISTS (SELECT FROM creative_bill b
                                            WHERE b.team_id = t.id AND b.status IN ('PENDING', 'OPEN', 'FAILED'))
                         ORDER BY a.balance_units LIMIT ?""",
                        row -> Sql.uuid(row, "id"),
                        Math.multiplyExact(minimumCents, Cents.NANOS),
                        autoPercent,
                        batch);
    }
}
