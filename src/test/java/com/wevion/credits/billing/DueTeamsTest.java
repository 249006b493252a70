package com.wevion.credits.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.platform.database.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The teams that the timers bill (S12, D1). */
class DueTeamsTest {
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final LocalDate JANUARY = LocalDate.parse("2028-01-01");

    private final BillingBook book = new BillingBook();
    private final UUID team = book.team("1");

    @AfterEach
    void everyInvariantHolds() {
        try (book) {
            assertThat(book.violations()).isEmpty();
        }
    }

    private List<UUID> due(LocalDate month) {
        return book.due.ofMonth(month, BEFORE_ALL);
    }

    @Test
    void looksAtATeamOnceAMonth_S12() {
        assertThat(due(JANUARY)).isEmpty();
        book.uses(team, "KLING", "0.07", 10);
        assertThat(due(JANUARY)).containsExactly(team);
        book.due.done(team, JANUARY);
        assertThat(due(JANUARY)).isEmpty();
        assertThat(due(LocalDate.parse("2028-02-01"))).containsExactly(team);
    }

    @Test
    void catchesUpOnSeveralMonthsAtOnceAndNeverGoesBack_S12() {
        book.uses(team, "KLING", "0.07", 10);
        book.due.done(team, JANUARY);
        LocalDate may = LocalDate.parse("2028-05-01");
        assertThat(due(may)).containsExactly(team);
        book.due.done(team, may);
        book.due.done(team, JANUARY); // by a node whose clock is behind
        assertThat(due(may)).isEmpty();
    }

    @Test
    void goesThroughAllTeamsByPages_S12() {
        book.due.batch = 2;
        for (int other = 0; other < 4; other++) {
            book.uses(book.team("1"), "KLING", "0.07", 10);
        }
        List<UUID> first = due(JANUARY);
        List<UUID> second = book.due.ofMonth(JANUARY, first.get(1));
        assertThat(first).hasSize(2);
        assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
        assertThat(book.due.ofMonth(JANUARY, second.get(1))).isEmpty();
    }

    @Test
    void findsATeamNearItsLimitOnlyIfItWantsThatAndHasNoBillToPay_S12() {
        book.uses(team, "KLING", "0.05", 19);
        Sql.on(book.pool).update("UPDATE team SET auto_bill = true");
        assertThat(book.due.nearTheirLimit()).isEmpty(); // 5 percent are left, not less
        book.uses(team, "KLING", "0.01", 1);
        assertThat(book.due.nearTheirLimit()).containsExactly(team);
        Sql.on(book.pool).update("UPDATE team SET auto_bill = false");
        assertThat(book.due.nearTheirLimit()).isEmpty();
        Sql.on(book.pool).update("UPDATE team SET auto_bill = true");
        Bill bill = book.bill(team).orElseThrow();
        assertThat(book.due.nearTheirLimit()).isEmpty();
        book.voids(bill);
        assertThat(book.due.nearTheirLimit()).containsExactly(team);
    }
}
