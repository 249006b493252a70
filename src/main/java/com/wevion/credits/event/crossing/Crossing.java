package com.wevion.credits.event.crossing;

import com.wevion.credits.event.EventType;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A team or a member on another side of its thresholds than it was seen on.
 *
 * @param userId of a member, for its cap; null for the team itself
 * @param former null for what is seen for the first time
 * @param availableUnits in the account's unit; null without a bound
 * @param boundUnits the threshold of the balance, the spending limit or the cap; null for a cap that is lifted
 */
record Crossing(UUID teamId, Kind kind, UUID userId, Level level, Level former, Long availableUnits, Long boundUnits) {
    /** The thresholds. */
    enum Kind {
        BALANCE(EventType.BALANCE_RECOVERED, EventType.BALANCE_LOW, EventType.BALANCE_EMPTY),
        SPENDING_LIMIT(
                EventType.SPENDING_LIMIT_RECOVERED, EventType.SPENDING_LIMIT_NEAR, EventType.SPENDING_LIMIT_REACHED),
        CREDITS_CAP(EventType.MEMBER_CAP_RECOVERED, EventType.MEMBER_CAP_NEAR, EventType.MEMBER_CAP_REACHED),
        USD_CAP(EventType.MEMBER_CAP_RECOVERED, EventType.MEMBER_CAP_NEAR, EventType.MEMBER_CAP_REACHED);

        private final EventType recovered;
        private final EventType warned;
        private final EventType spent;

        Kind(EventType recovered, EventType warned, EventType spent) {
            this.recovered = recovered;
            this.warned = warned;
            this.spent = spent;
        }

        private EventType event(Level level) {
            return switch (level) {
                case NORMAL -> recovered;
                case LOW, NEAR -> warned;
                case EMPTY, REACHED -> spent;
            };
        }
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
                Sql.uuid(row, "user_id"),
                Level.valueOf(row.getString("level")),
                former == null ? null : Level.valueOf(former),
                row.getObject("available_units", Long.class),
                row.getObject("bound_units", Long.class));
    }

    /** The event that tells it: when it becomes worse, and when all is well again. */
    Optional<EventType> event() {
        boolean isNews = level == Level.NORMAL ? former != null : former == null || level.compareTo(former) > 0;
        return isNews ? Optional.of(kind.event(level)) : Optional.empty();
    }

    /** The occurrence, of which there is one. */
    String subject(Instant at) {
        return userId == null ? teamId + " " + at : teamId + " " + userId + " " + kind + " " + at;
    }

    /** As receivers are told. */
    Map<String, String> data() {
        return switch (kind) {
            case BALANCE ->
                Map.of(
                        "available", Unit.CREDITS.format(availableUnits),
                        "threshold", Unit.CREDITS.format(boundUnits));
            case SPENDING_LIMIT ->
                Map.of(
                        "available", Unit.USD.format(availableUnits),
                        "spendingLimit", Unit.USD.format(boundUnits));
            case CREDITS_CAP -> ofCap(Unit.CREDITS);
            case USD_CAP -> ofCap(Unit.USD);
        };
    }

    private Map<String, String> ofCap(Unit unit) {
        String user = userId.toString();
        return boundUnits == null
                ? Map.of("userId", user, "unit", unit.name())
                : Map.of(
                        "userId",
                        user,
                        "unit",
                        unit.name(),
                        "available",
                        unit.format(availableUnits),
                        "cap",
                        unit.format(boundUnits));
    }
}
