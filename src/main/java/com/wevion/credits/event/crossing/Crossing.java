package com.wevion.credits.event.crossing;

import com.wevion.credits.event.EventType;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A team that is on another side of its thresholds than it was seen on.
 *
 * @param former null for a team that is seen for the first time
 * @param availableUnits in the account's unit
 * @param boundUnits the threshold of the balance, or the spending limit
 */
record Crossing(UUID teamId, Kind kind, Level level, Level former, long availableUnits, long boundUnits) {
    /** The thresholds. */
    enum Kind {
        BALANCE,
        SPENDING_LIMIT
    }

    /** The sides of them, each worse than the one before. */
    enum Level {
        NORMAL,
        LOW,
        NEAR,
        EMPTY,
        REACHED
    }

    static Crossing read(ResultSet row) throws SQLException {
        String former = row.getString("former");
        return new Crossing(
                Sql.uuid(row, "team_id"),
                Kind.valueOf(row.getString("kind")),
                Level.valueOf(row.getString("level")),
                former == null ? null : Level.valueOf(former),
                row.getLong("available_units"),
                row.getLong("bound_units"));
    }

    /** The event that tells it: when it becomes worse, and when all is well again. */
    Optional<EventType> event() {
        boolean isNews = level == Level.NORMAL ? former != null : former == null || level.compareTo(former) > 0;
        if (!isNews) {
            return Optional.empty();
        }
        return Optional.of(
                switch (level) {
                    case LOW -> EventType.BALANCE_LOW;
                    case EMPTY -> EventType.BALANCE_EMPTY;
                    case NEAR -> EventType.SPENDING_LIMIT_NEAR;
                    case REACHED -> EventType.SPENDING_LIMIT_REACHED;
                    case NORMAL ->
                        kind == Kind.BALANCE ? EventType.BALANCE_RECOVERED : EventType.SPENDING_LIMIT_RECOVERED;
                });
    }

    /** As receivers are told. */
    Map<String, String> data() {
        return kind == Kind.BALANCE
                ? Map.of(
                        "available", Unit.CREDITS.format(availableUnits),
                        "threshold", Unit.CREDITS.format(boundUnits))
                : Map.of(
                        "available", Unit.USD.format(availableUnits),
                        "spendingLimit", Unit.USD.format(boundUnits));
    }
}
