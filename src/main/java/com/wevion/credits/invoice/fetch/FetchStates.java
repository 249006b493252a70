package com.wevion.credits.invoice.fetch;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.time.DailyTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The progress of each API, in the tables {@code invoice_fetch} and {@code invoice_fetch_day}. One server at a time fetches from an API. Thread-safe. */
public class FetchStates {
    /** The right to fetch from an API, as long as there are signs of life. */
    record FetchLease(CostApi api, UUID id, int failures, FetchProblem problem) {}

    private record Found(
            Instant triedAt,
            Instant succeededAt,
            int failures,
            FetchProblem problem,
            String detail,
            Instant nextAt,
            boolean fetching) {
        static Found read(ResultSet row) throws SQLException {
            return new Found(
                    Sql.instant(row, "tried_at"),
                    Sql.instant(row, "succeeded_at"),
                    row.getInt("failures"),
                    problemOf(row),
                    row.getString("detail"),
                    Sql.instant(row, "next_at"),
                    row.getBoolean("fetching"));
        }

        static FetchProblem problemOf(ResultSet row) throws SQLException {
            String name = row.getString("problem");
            return name == null ? null : FetchProblem.valueOf(name);
        }
    }

    private final DataSource dataSource;
    private final Clock clock;
    private final FetchRules rules;
    private final List<CostApi> apis;

    FetchStates(DataSource dataSource, Clock clock, FetchRules rules, List<CostApi> apis) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.rules = rules;
        this.apis = apis;
    }

    /** The right to fetch from an API, if it is time and nobody is at it. A new one is fetched from at once. */
    Optional<FetchLease> claim(CostApi api) {
        Instant now = clock.instant();
        Sql sql = Sql.on(dataSource);
        sql.update("INSERT INTO invoice_fetch (api, next_at) VALUES (?, ?) ON CONFLICT DO NOTHING", api.name(), now);
        UUID id = UUID.randomUUID();
        return sql.first(
                "UPDATE invoice_fetch SET lease = ?, lease_until = ? WHERE api = ? AND next_at <= ?"
                        + " AND (lease_until IS NULL OR lease_until <= ?) RETURNING failures, problem",
                row -> new FetchLease(api, id, row.getInt("failures"), Found.problemOf(row)),
                id,
                now.plus(rules.lease()),
                api.name(),
                now,
                now);
    }

    /**
     * Says that this server is still at it.
     *
     * @throws FetchLost if another one is, by now
     */
    void alive(FetchLease lease) {
        changed(Sql.on(dataSource)
                .update(
                        "UPDATE invoice_fetch SET lease_until = ? WHERE api = ? AND lease = ?",
                        clock.instant().plus(rules.lease()),
                        lease.api().name(),
                        lease.id()));
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw new FetchLost();
        }
    }

    /** The days that are known since then. */
    Map<LocalDate, FetchedDay> days(CostApi api, LocalDate since) {
        return Sql.on(dataSource)
                .list(
                        "SELECT * FROM invoice_fetch_day WHERE api = ? AND day >= ? ORDER BY day",
                        FetchedDay::read,
                        api.name(),
                        since)
                .stream()
                .collect(Collectors.toMap(FetchedDay::day, Function.identity()));
    }

    /** True if a day was told so before: once imported, it is; one that was refused is tried again once a night. */
    boolean isKnown(FetchedDay day, String sha256) {
        boolean isRecent = day != null && (!day.isRefused() || !day.fetchedAt().isBefore(latestNight()));
        return isRecent && day.sha256().equals(sha256);
    }

    /** Keeps how a day was fetched. */
    void keep(FetchLease lease, FetchedDay day) {
        alive(lease);
        Sql.on(dataSource)
                .update(
                        """
                        INSERT INTO invoice_fetch_day (api, day, import_id, sha256, refused, fetched_at) VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (api, day) DO UPDATE SET import_id = excluded.import_id, sha256 = excluded.sha256,
                               refused = excluded.refused, fetched_at = excluded.fetched_at""",
                        lease.api().name(),
                        day.day(),
                        day.importId(),
                        day.sha256(),
                        day.isRefused(),
                        day.fetchedAt());
    }

    /** Ends an attempt that has read all. */
    void succeeded(FetchLease lease) {
        Instant now = clock.instant();
        LocalDate today = today();
        LocalDate again = today.minusDays(rules.againDays());
        boolean isPatient = missing(days(lease.api(), again), again, today).isEmpty();
        Instant night = latestNight().plus(Duration.ofDays(1));
        Instant soon = now.plus(rules.longestPause());
        changed(Sql.on(dataSource)
                .update(
                        """
                        UPDATE invoice_fetch SET lease = NULL, lease_until = NULL, tried_at = ?, succeeded_at = ?, failures = 0,
                               problem = NULL, detail = NULL, next_at = ?
                         WHERE api = ? AND lease = ?""",
                        now,
                        now,
                        isPatient || night.isBefore(soon) ? night : soon,
                        lease.api().name(),
                        lease.id()));
    }

    /** Ends an attempt that has failed; the next one comes after a pause. */
    void failed(FetchLease lease, FetchFailed failure) {
        Instant now = clock.instant();
        int failures = lease.failures() + 1;
        Instant next = Stream.of(now.plus(rules.pauseAfter(failures)), now.plus(failure.pause()))
                .max(Instant::compareTo)
                .orElseThrow();
        changed(Sql.on(dataSource)
                .update(
                        """
                        UPDATE invoice_fetch SET lease = NULL, lease_until = NULL, tried_at = ?, failures = ?, problem = ?, detail = ?,
                               next_at = ?
                         WHERE api = ? AND lease = ?""",
                        now,
                        failures,
                        failure.problem().name(),
                        failure.getMessage(),
                        next,
                        lease.api().name(),
                        lease.id()));
    }

    Instant time() {
        return clock.instant();
    }

    LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private Instant latestNight() {
        return DailyTime.due(clock, rules.time()).atTime(rules.time()).toInstant(ZoneOffset.UTC);
    }

    /** True while an API has not been tried since the latest night began. */
    public boolean arePending() {
        Instant night = latestNight();
        return views().stream()
                .anyMatch(view -> view.triedAt() == null || view.triedAt().isBefore(night));
    }

    /** The state of each API that has a key. */
    public List<FetchView> views() {
        return apis.stream().map(this::view).toList();
    }

    private FetchView view(CostApi api) {
        LocalDate today = today();
        LocalDate earliest = today.minusDays(rules.missingDays());
        Map<LocalDate, FetchedDay> days = days(api, earliest);
        Optional<Found> found = Sql.on(dataSource)
                .first(
                        "SELECT *, coalesce(lease_until > ?, false) AS fetching FROM invoice_fetch WHERE api = ?",
                        Found::read,
                        clock.instant(),
                        api.name());
        Found state = found.orElse(new Found(null, null, 0, null, null, clock.instant(), false));
        return new FetchView(
                api.name(),
                api.format().name(),
                state.fetching(),
                state.triedAt(),
                state.succeededAt(),
                state.failures(),
                state.problem(),
                state.detail(),
                state.nextAt(),
                last(api),
                missing(days, earliest, today).stream().map(LocalDate::toString).toList(),
                days.values().stream()
                        .filter(FetchedDay::isRefused)
                        .map(day -> day.day().toString())
                        .sorted()
                        .toList());
    }

    /**
     * The days of a window that are not there, by provider; nothing of those of which all days are.
     *
     * @param provider null for all
     * @param to exclusive
     */
    public List<NotFetched> notFetched(String provider, LocalDate from, LocalDate to) {
        return views().stream()
                .filter(view -> provider == null || provider.equals(view.provider()))
                .map(view -> notFetched(view, from.toString(), to.toString()))
                .filter(found -> !found.days().isEmpty())
                .toList();
    }

    private static NotFetched notFetched(FetchView view, String from, String to) {
        List<String> days = Stream.concat(view.missingDays().stream(), view.refusedDays().stream())
                .filter(day -> day.compareTo(from) >= 0 && day.compareTo(to) < 0)
                .sorted()
                .toList();
        String reason = days.stream().anyMatch(view.refusedDays()::contains)
                ? "The costs of a day came and were refused; its import has the reason."
                : "The provider has told nothing of these days.";
        return new NotFetched(
                view.provider(), days, view.detail() == null ? reason : view.detail(), view.succeededAt());
    }

    private String last(CostApi api) {
        return Sql.on(dataSource)
                .first(
                        "SELECT day FROM invoice_fetch_day WHERE api = ? AND NOT refused ORDER BY day DESC LIMIT 1",
                        row -> row.getString("day"),
                        api.name())
                .orElse(null);
    }

    /** The days from one until before another that are not among those that are known. */
    static List<LocalDate> missing(Map<LocalDate, FetchedDay> days, LocalDate from, LocalDate to) {
        return from.datesUntil(to).filter(day -> !days.containsKey(day)).toList();
    }
}
