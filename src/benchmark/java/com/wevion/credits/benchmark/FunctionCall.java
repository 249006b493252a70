package com.wevion.credits.benchmark;

import com.wevion.credits.platform.Ids;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** One call of {@code benchmark_debit} per operation. Thread-safe. */
final class FunctionCall {
    private static final String CALL = Statements.of("function-call.sql").get(0);

    void debit(Sessions.Session session, long accountId, long amountUnits, String explanation) throws SQLException {
        PreparedStatement call = session.statement(CALL);
        call.setLong(1, accountId);
        call.setObject(2, Ids.next());
        call.setLong(3, amountUnits);
        call.setObject(4, OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS));
        call.setString(5, explanation);
        try (ResultSet row = call.executeQuery()) {
            row.next();
            if (!"APPLIED".equals(row.getString(1))) {
                throw new IllegalStateException("A debit is " + row.getString(1));
            }
        }
    }
}
