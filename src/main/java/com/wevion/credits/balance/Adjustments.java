package com.wevion.credits.balance;

import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.ledger.operation.InsufficientFunds;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.RowsRefused;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.trail.AuditLog;
import com.wevion.credits.trail.Author;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Corrects balances on behalf of an operator; a mistake is put right by a further entry (D16). */
@ApplicationScoped
public class Adjustments {
    /** An adjustment and whether it had been made before. */
    record Made(Adjustment adjustment, boolean replayed) {}

    /** The rows that are committed together with the entry. */
    private record Rows(Adjustment adjustment, Author author) implements Companion<Posted> {
        @Override
        public void write(Connection connection, List<Companion<?>> all) {
            Sql sql = Sql.on(connection);
            for (Companion<?> one : all) {
                Rows rows = (Rows) one;
                rows.adjustment.insert(sql);
                rows.author.record(sql, rows.adjustment.madeAt(), rows.adjustment.event());
            }
        }
    }

    @Inject
    Ledger ledger;

    @Inject
    Accounts accounts;

    @Inject
    Clock clock;

    @Inject
    AuditLog audit;

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    /**
     * Adjusts once per key.
     *
     * @throws BelowZero if it takes more than what is available
     * @throws IdempotencyKeyReused if the key was used for another adjustment
     */
    Made make(UUID teamId, AdjustmentRequest request, UUID madeBy, String idempotencyKey) {
        long amountUnits = request.amountUnits();
        byte[] fingerprint = Fingerprint.of(request.account(), amountUnits, request.reason());
        Optional<Adjustment> earlier = find(teamId, idempotencyKey);
        if (earlier.isPresent()) {
            return replay(earlier.get(), fingerprint);
        }
        Adjustment adjustment = new Adjustment(
                Ids.next(),
                teamId,
                request.account(),
                accounts.idOf(teamId, request.account()),
                amountUnits,
                request.reason(),
                madeBy,
                clock.instant(),
                idempotencyKey,
                fingerprint);
        try {
            ledger.post(posting(adjustment));
            return new Made(adjustment, false);
        } catch (InsufficientFunds e) {
            throw new BelowZero(e, request.account().unit());
        } catch (RowsRefused e) {
            if (e.isDuplicate()) {
                // Another request with this key was faster.
                return replay(find(teamId, idempotencyKey).orElseThrow(() -> e), fingerprint);
            }
            throw e;
        }
    }

    private static Made replay(Adjustment earlier, byte[] fingerprint) {
        if (!Arrays.equals(earlier.fingerprint(), fingerprint)) {
            throw new IdempotencyKeyReused();
        }
        return new Made(earlier, true);
    }

    private Optional<Adjustment> find(UUID teamId, String idempotencyKey) {
        return Sql.on(dataSource)
                .first(
                        Adjustment.SELECT + "WHERE j.team_id = ? AND j.idempotency_key = ?",
                        Adjustment::read,
                        teamId,
                        idempotencyKey);
    }

    private Posting posting(Adjustment adjustment) {
        return Posting.adjustment(adjustment.id(), adjustment.accountId(), adjustment.amountUnits())
                .by(adjustment.madeBy())
                .explained(Json.write(Map.of("reason", adjustment.reason())))
                .with(new Rows(adjustment, audit.author()));
    }
}
