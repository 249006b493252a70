package com.wevion.credits.platform.retention;

import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/** The day before which closed rows are archived, as an operator has recorded it. Thread-safe. */
@ApplicationScoped
public class Horizon {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    /** The horizon in a database. */
    public static Horizon in(DataSource dataSource) {
        Horizon horizon = new Horizon();
        horizon.dataSource = dataSource;
        return horizon;
    }

    /** The day, UTC, as it is recorded now; empty if nothing was ever archived. */
    public Optional<LocalDate> day() {
        return Sql.on(dataSource)
                .first(
                        "SELECT day FROM retention_horizon ORDER BY day DESC LIMIT 1",
                        row -> row.getObject("day", LocalDate.class));
    }

    /** True if what was closed then may be archived; not if it is open. */
    public boolean isAfter(Instant closedAt) {
        return closedAt != null
                && day().filter(day -> closedAt.isBefore(
                                day.atStartOfDay(ZoneOffset.UTC).toInstant()))
                        .isPresent();
    }

    /**
     * Refuses what needs closed rows of before the horizon, and would be wrong without them.
     *
     * @param what it needs, at the beginning of a sentence, for example {@code The usage of 2025-06}
     * @param from the first day, UTC, of which it needs them
     * @throws Archived if some of them may be archived
     */
    public void require(String what, LocalDate from) {
        day().filter(from::isBefore).ifPresent(day -> {
            throw new Archived(what, day);
        });
    }

    /**
     * The answer to whoever asks for something that is known to be archived.
     *
     * @param what the kind of thing with its article, at the beginning of a sentence, for example {@code The job}
     */
    public Archived archived(String what) {
        return new Archived(what, day().orElseThrow());
    }
}
