package com.wevion.credits.ledger;

import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.platform.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** An operator's correction with its row, as the service writes it, for tests that change balances without a server. */
public record Correction(UUID id, UUID teamId, long accountId, long units) implements Companion<Posted> {
    private static final String INSERT = """
            INSERT INTO adjustment (id, team_id, account_id, amount_units, reason, made_by, made_at, idempotency_key, fingerprint)
            VALUES (?, ?, ?, ?, 'test', ?, now(), ?, sha256('test'))""";

    /** A posting that changes a balance by so much. */
    public static Posting of(UUID teamId, long accountId, long units) {
        UUID id = Ids.next();
        return Posting.adjustment(id, accountId, units)
                .by(TestLedger.ALICE)
                .with(new Correction(id, teamId, accountId, units));
    }

    @Override
    public void write(Connection connection, List<Companion<?>> all) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Companion<?> companion : all) {
                Correction each = (Correction) companion;
                insert.setObject(1, each.id);
                insert.setObject(2, each.teamId);
                insert.setLong(3, each.accountId);
                insert.setLong(4, each.units);
                insert.setObject(5, TestLedger.ALICE);
                insert.setString(6, each.id.toString());
                insert.executeUpdate();
            }
        }
    }
}
