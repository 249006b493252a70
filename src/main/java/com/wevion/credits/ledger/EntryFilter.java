package com.wevion.credits.ledger;

import com.wevion.credits.ledger.book.EntryType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The conditions that lines of a history must meet; null means any.
 *
 * @param from the earliest time, inclusive
 * @param to the latest time, exclusive
 */
public record EntryFilter(EntryType type, UUID userId, String service, String engine, Instant from, Instant to) {
    /** Every line. */
    public static final EntryFilter ALL = new EntryFilter(null, null, null, null, null, null);

    /** Those of them of a type. */
    public EntryFilter ofType(EntryType its) {
        return new EntryFilter(its, userId, service, engine, from, to);
    }

    /** Those of them that a person has caused. */
    public EntryFilter by(UUID person) {
        return new EntryFilter(type, person, service, engine, from, to);
    }

    /** Those of them for which a service and an engine were used. */
    public EntryFilter using(String itsService, String itsEngine) {
        return new EntryFilter(type, userId, itsService, itsEngine, from, to);
    }

    /** Those of them of a time. */
    public EntryFilter between(Instant first, Instant end) {
        return new EntryFilter(type, userId, service, engine, first, end);
    }

    /** The conditions as SQL, each beginning with AND. */
    String sql() {
        StringBuilder sql = new StringBuilder();
        append(sql, " AND type = ?", type);
        append(sql, " AND user_id = ?", userId);
        append(sql, " AND service = ?", service);
        append(sql, " AND engine = ?", engine);
        append(sql, " AND at >= ?", from);
        append(sql, " AND at < ?", to);
        return sql.toString();
    }

    private static void append(StringBuilder sql, String condition, Object value) {
        if (value != null) {
            sql.append(condition);
        }
    }

    /** The parameters of {@link #sql()}, after those given. */
    Object[] parameters(Object... first) {
        List<Object> parameters = new ArrayList<>(List.of(first));
        Object[] values = {type == null ? null : type.name(), userId, service, engine, from, to};
        for (Object value : values) {
            if (value != null) {
                parameters.add(value);
            }
        }
        return parameters.toArray();
    }
}
