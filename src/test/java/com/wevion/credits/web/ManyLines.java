package com.wevion.credits.web;

import com.wevion.credits.catalog.Explanation;
import com.wevion.credits.catalog.PartialUnits;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.ledger.Correction;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.LocalLedger;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.WorkCharge;
import com.wevion.credits.ledger.operation.WorkReport;
import com.wevion.credits.platform.Ids;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Weeks of chat messages in a team's history: holds and settlements by a ledger of our own on the service's database, whose clock
 * goes from four weeks ago to now while they are made.
 */
final class ManyLines {
    private static final int CALLERS = 64;
    private static final int WHOLE_DAYS = 28;
    private static final Person[] PERSONS = {Person.OLGA, Person.BEN};
    private static final byte[] FINGERPRINT = new byte[32];

    private final UUID teamId;
    private final int lines;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    // With the first day whole, whatever time it is now: the callers' first lines end when further ones have moved the
    // clock.
    private final Instant begin = now.truncatedTo(ChronoUnit.DAYS).minus(WHOLE_DAYS, ChronoUnit.DAYS);
    private final Duration span = Duration.between(begin, now);
    private final AtomicInteger made = new AtomicInteger();

    private ManyLines(UUID teamId, int lines) {
        this.teamId = teamId;
        this.lines = lines;
    }

    /** Writes them; the first one brings the credits. */
    static void write(LocalService service, UUID teamId, int lines) throws InterruptedException {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(service.databaseUrl());
        pool.setMaximumPoolSize(LocalLedger.transactions() + 2);
        ManyLines many = new ManyLines(teamId, lines);
        try (HikariDataSource connections = new HikariDataSource(pool);
                LocalLedger books = new LocalLedger(connections, many.clock())) {
            many.write(books);
        }
    }

    private void write(LocalLedger books) throws InterruptedException {
        long account = books.accounts().idOf(teamId, AccountKind.CREDITS);
        books.ledger().post(Correction.of(teamId, account, 900_000_000_000L));
        List<Crowd.Result<Void>> results = Crowd.of(CALLERS, caller -> {
            for (int line = made.incrementAndGet(); line < lines; line = made.incrementAndGet()) {
                message(books.ledger(), account, line);
            }
            return null;
        });
        for (Crowd.Result<Void> each : results) {
            if (each.thrown() != null) {
                throw new AssertionError(each.thrown());
            }
        }
    }

    private void message(Ledger ledger, long account, int line) {
        UUID id = Ids.next();
        long input = 500 + line * 37L % 4_000;
        long output = 100 + line * 53L % 900;
        long micros = 9_000 * input + 45_000 * output;
        UUID user = PERSONS[line % 3 % PERSONS.length].id();
        ledger.post(Hold.of(
                        new AdmittedWork(
                                id,
                                account,
                                teamId,
                                HoldKind.CHAT_MESSAGE,
                                user,
                                micros,
                                Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofHours(1)),
                                "{}"),
                        id.toString(),
                        FINGERPRINT)
                .orLess());
        ledger.post(new Settle(
                id,
                account,
                new WorkCharge(micros, "CHAT", "DEFAULT", input + output, explanation(input, output, micros)),
                new WorkReport(FINGERPRINT, "{}")));
    }

    /** As the chat explains its own. */
    private static String explanation(long input, long output, long micros) {
        String credits = BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
        long tokens = input + output;
        return new Explanation(
                        tokens,
                        null,
                        "TOKEN",
                        1_000,
                        PartialUnits.PRO_RATA,
                        "credits",
                        1,
                        "HALF_EVEN",
                        false,
                        credits,
                        credits,
                        tokens,
                        tokens,
                        List.of(
                                new Explanation.Line("INPUT_TOKEN", input, "9", 1_000),
                                new Explanation.Line("OUTPUT_TOKEN", output, "45", 1_000)))
                .toJson();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return begin.plusMillis(span.toMillis() * Math.min(made.get(), lines) / lines);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
