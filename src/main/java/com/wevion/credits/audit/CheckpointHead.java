package com.wevion.credits.audit;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;

/** The state of an account's history when a checkpoint was taken. */
record CheckpointHead(
        long accountId,
        UUID teamId,
        AccountKind kind,
        long previousSequence,
        long sequence,
        long balanceUnits,
        byte[] hash) {

    static CheckpointHead read(ResultSet row) throws SQLException {
        return new CheckpointHead(
                row.getLong("account_id"),
                Sql.uuid(row, "team_id"),
                AccountKind.valueOf(row.getString("kind")),
                row.getLong("previous_sequence"),
                row.getLong("sequence"),
                row.getLong("balance_units"),
                row.getBytes("hash"));
    }

    /** Its line in the text that the checkpoint's digest is of. */
    String line() {
        return String.join(
                "|",
                Long.toString(accountId),
                teamId.toString(),
                kind.name(),
                Long.toString(previousSequence),
                Long.toString(sequence),
                Long.toString(balanceUnits),
                HexFormat.of().formatHex(hash));
    }

    Stretch stretch() {
        return new Stretch(accountId, previousSequence, sequence);
    }
}
