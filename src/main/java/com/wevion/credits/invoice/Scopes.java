package com.wevion.credits.invoice;

import com.wevion.credits.invoice.format.Charge;
import com.wevion.credits.invoice.format.FileRefused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The scopes of a file: its accounts and invoices, each with the days on which its charges begin and the time that they cover, and
 * its billing periods. Not thread-safe.
 */
final class Scopes {
    /** One account and invoice; "" where the file names none. */
    static final class Scope {
        final String account;
        final String invoiceId;
        LocalDate firstDay;
        LocalDate lastDay;
        Instant coversFrom = Instant.MAX;
        Instant coversTo = Instant.MIN;
        long longestDays = 1;
        long lines;

        private Scope(Key key, LocalDate day) {
            account = Objects.toString(key.account(), "");
            invoiceId = Objects.toString(key.invoiceId(), "");
            firstDay = day;
            lastDay = day;
        }

        private void add(Charge charge, Instant now) {
            lines += charge.kind == null ? 0 : 1;
            LocalDate day = charge.day;
            if (charge.kind == Charge.Kind.USAGE) {
                longestDays = Math.max(longestDays, ChronoUnit.DAYS.between(day, charge.lastDay) + 1);
            }
            firstDay = day.isBefore(firstDay) ? day : firstDay;
            lastDay = day.isAfter(lastDay) ? day : lastDay;
            Instant from = isOfDays(charge) ? charge.startsAt : start(day);
            coversFrom = from.isBefore(coversFrom) ? from : coversFrom;
            Instant to = coveredTo(charge, now);
            coversTo = to.isAfter(coversTo) ? to : coversTo;
        }

        /** A charge of several days that is not over yet may change, and covers its first day. */
        private static Instant coveredTo(Charge charge, Instant now) {
            Instant nextDay = start(charge.day.plusDays(1));
            if (charge.kind != Charge.Kind.USAGE && charge.kind != null) {
                return nextDay;
            }
            if (isOfDays(charge)) {
                return charge.endsAt.isAfter(now) && charge.endsAt.isAfter(nextDay) ? nextDay : charge.endsAt;
            }
            Instant end = start(charge.lastDay.plusDays(1));
            return charge.startsAt != null || end.isAfter(now) ? nextDay : end;
        }

        /** True if it is compared with its own time and not with its day, as {@code is_of_days} of the reconciliation has it. */
        private static boolean isOfDays(Charge charge) {
            return charge.startsAt != null
                    && Duration.between(charge.startsAt, charge.endsAt).compareTo(ABOUT_A_DAY) >= 0;
        }

        private static Instant start(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /** One billing period, with the lines that are usage and those of them that name their invoice. */
    static final class Period {
        final Instant startsAt;
        final Instant endsAt;
        long usageLines;
        long invoicedLines;

        private Period(PeriodKey key) {
            startsAt = key.startsAt();
            endsAt = key.endsAt();
        }
    }

    private record Key(String account, String invoiceId) {}

    private record PeriodKey(Instant startsAt, Instant endsAt) {}

    /** A day on which clocks are put forward. */
    private static final Duration ABOUT_A_DAY = Duration.ofHours(23);

    private final int max;
    private final Instant now;
    private final Map<Key, Scope> scopes = new LinkedHashMap<>();
    private final Map<PeriodKey, Period> periods = new LinkedHashMap<>();

    /** @param now when the file comes in */
    Scopes(int max, Instant now) {
        this.max = max;
        this.now = now;
    }

    /**
     * Counts a charge, or a time for which nothing is charged.
     *
     * @throws FileRefused if the file has more accounts and invoices, or billing periods, than the limit
     */
    void add(Charge charge) {
        Key key = new Key(charge.account, charge.invoiceId);
        Scope scope = scopes.get(key);
        if (scope == null) {
            if (scopes.size() == max) {
                throw new FileRefused(
                        "line " + charge.line + ": the file has more than " + max + " pairs of account and invoice");
            }
            scope = new Scope(key, charge.day);
            scopes.put(key, scope);
        }
        scope.add(charge, now);
        if (charge.kind == Charge.Kind.USAGE && charge.periodStartsAt != null) {
            addPeriod(charge);
        }
    }

    private void addPeriod(Charge charge) {
        Period period = periods.computeIfAbsent(new PeriodKey(charge.periodStartsAt, charge.periodEndsAt), Period::new);
        if (periods.size() > max) {
            throw new FileRefused("line " + charge.line + ": the file has more than " + max + " billing periods");
        }
        period.usageLines++;
        if (charge.invoiced) {
            period.invoicedLines++;
        }
    }

    /** The billing periods of the usage, where the file tells them. */
    Collection<Period> periods() {
        return periods.values();
    }

    Collection<Scope> all() {
        return scopes.values();
    }
}
