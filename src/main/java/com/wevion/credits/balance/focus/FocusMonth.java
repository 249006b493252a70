package com.wevion.credits.balance.focus;

import com.wevion.credits.ledger.EntryFilter;
import com.wevion.credits.platform.Invalid;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** A calendar month, UTC: FOCUS' billing period. */
record FocusMonth(YearMonth month) {

    /** @throws Invalid unless it is written as in {@code 2026-10} */
    static FocusMonth parse(String text) {
        if (text == null || !text.matches("[0-9]{4}-[0-9]{2}") || text.startsWith("0000")) {
            throw invalid();
        }
        try {
            return new FocusMonth(YearMonth.parse(text));
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    private static Invalid invalid() {
        return new Invalid("month", "must be a month such as 2026-10");
    }

    static FocusMonth of(Instant at) {
        return new FocusMonth(YearMonth.from(at.atOffset(ZoneOffset.UTC)));
    }

    Instant start() {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Exclusive. */
    Instant end() {
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    EntryFilter filter() {
        return EntryFilter.ALL.between(start(), end());
    }
}
