package com.wevion.credits.stripe;

import com.stripe.model.Payout;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** The movements and payouts of Stripe in the database; kept again, they are there once. Thread-safe. */
final class BalanceBook {
    /** The days whose movements have been read, both inclusive; the last one is before the first if there is none. */
    record Days(LocalDate first, LocalDate last) {}

    private static final String KEEP = """
            INSERT INTO stripe_movement (id, type, category, at, amount_minor, fee_minor, net_minor, currency, source_id, payment, charge_id,
                customer, purchase_id, paid_minor, paid_currency, payout_id)
            SELECT id, type, category, at, "amountMinor", "feeMinor", "netMinor", currency, "sourceId", payment, "chargeId", customer,
                   "purchaseId", "paidMinor", "paidCurrency", "payoutId"
              FROM json_to_recordset(?::json) AS m (id text, type text, category text, at timestamptz, "amountMinor" bigint,
                   "feeMinor" bigint, "netMinor" bigint, currency text, "sourceId" text, payment text, "chargeId" text, customer text,
                   "purchaseId" uuid, "paidMinor" bigint, "paidCurrency" text, "payoutId" text)
            ON CONFLICT (id) DO UPDATE SET payout_id = excluded.payout_id
             WHERE excluded.payout_id IS NOT NULL AND excluded.payout_id IS DISTINCT FROM stripe_movement.payout_id""";

    private final DataSource dataSource;

    BalanceBook(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void keep(List<BalanceMovement> movements) {
        if (!movements.isEmpty()) {
            Sql.on(dataSource).update(KEEP, Json.write(movements));
        }
    }

    void keep(Payout payout) {
        Sql.on(dataSource)
                .update(
                        """
                        INSERT INTO stripe_payout (id, at, arrival_day, amount_minor, currency, status, automatic)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET status = excluded.status, arrival_day = excluded.arrival_day""",
                        payout.getId(),
                        Instant.ofEpochSecond(payout.getCreated()),
                        LocalDate.ofInstant(Instant.ofEpochSecond(payout.getArrivalDate()), ZoneOffset.UTC),
                        payout.getAmount(),
                        payout.getCurrency().toUpperCase(Locale.ROOT),
                        payout.getStatus(),
                        payout.getAutomatic());
    }

    /** True if the movements of a payout are known. */
    boolean isItemized(String payoutId) {
        return Sql.on(dataSource)
                .first("SELECT 1 FROM stripe_payout WHERE id = ? AND itemized", row -> true, payoutId)
                .isPresent();
    }

    void itemized(String payoutId) {
        Sql.on(dataSource).update("UPDATE stripe_payout SET itemized = true WHERE id = ?", payoutId);
    }

    /** Empty before the first day was read. */
    Optional<Days> days() {
        return Sql.on(dataSource)
                .first(
                        "SELECT first_day, last_day FROM stripe_balance_days",
                        row -> new Days(
                                row.getObject("first_day", LocalDate.class),
                                row.getObject("last_day", LocalDate.class)));
    }

    /** Says that a day has been read; it is the one before the first, one of them, or the one after the last. */
    void read(LocalDate day) {
        Sql.on(dataSource).update("""
                        INSERT INTO stripe_balance_days AS d (first_day, last_day) VALUES (?, ?)
                        ON CONFLICT (one) DO UPDATE SET first_day = least(d.first_day, excluded.first_day),
                                                        last_day = greatest(d.last_day, excluded.last_day)""", day, day);
    }
}
