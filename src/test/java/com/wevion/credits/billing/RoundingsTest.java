package com.wevion.credits.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.platform.database.Sql;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Remainders below a cent that earlier bills left are billed even if their prices are gone (S12, D1). */
class RoundingsTest {
    private final BillingBook book = new BillingBook();

    @AfterEach
    void everyInvariantHolds() {
        try (book) {
            assertThat(book.violations()).isEmpty();
        }
    }

    @Test
    void asksForWhatIsLeftOfManyPricesThatAreGoneInOneLine_S12() {
        UUID team = book.team("100");
        book.uses(team, "KLING", "1", 1);
        for (int engine = 1; engine <= 200; engine++) {
            book.uses(team, "E" + engine, "0.0099", 1);
        }
        assertThat(book.bill(team).orElseThrow().amountCents()).isEqualTo(100);

        book.uses(team, "KLING", "1", 1);
        Bill next = book.bill(team).orElseThrow();

        assertThat(lines(next)).containsExactly("USAGE 100 0", "ROUNDING 198 0");
        assertThat(next.amountCents()).isEqualTo(298);
    }

    @Test
    void billsAPriceThatComesBackFromZeroAgain_S12() {
        UUID team = book.team("100");
        book.uses(team, "KLING", "0.001", 505);
        book.uses(team, "VEO", "0.001", 4);
        assertThat(lines(book.bill(team).orElseThrow())).containsExactly("USAGE 50 5000000", "USAGE 0 4000000");
        book.uses(team, "KLING", "0.001", 507);
        assertThat(lines(book.bill(team).orElseThrow())).containsExactly("USAGE 51 2000000", "ROUNDING 0 4000000");

        book.uses(team, "VEO", "0.001", 507);

        assertThat(lines(book.bill(team).orElseThrow())).containsExactly("USAGE 50 7000000", "ROUNDING 0 6000000");
    }

    @Test
    void billsRoundingsOfAVoidBillAgain_S12() {
        UUID team = book.team("100");
        book.uses(team, "KLING", "0.507", 1);
        book.uses(team, "VEO", "0.507", 1);
        assertThat(book.bill(team)).isPresent();
        book.uses(team, "RUNWAY", "0.7", 1);
        Bill second = book.bill(team).orElseThrow();
        assertThat(lines(second)).containsExactly("USAGE 70 0", "ROUNDING 1 4000000");

        book.voids(second);

        Bill third = book.bill(team).orElseThrow();
        assertThat(lines(third)).containsExactly("USAGE 70 0", "ROUNDING 1 4000000");
    }

    /** Type, cents and what is carried out, in order. */
    private List<String> lines(Bill bill) {
        return Sql.on(book.pool)
                .list(
                        "SELECT concat_ws(' ', type, billed_cents, carried_out_nanos) FROM creative_bill_line WHERE bill_id = ?"
                                + " ORDER BY number",
                        row -> row.getString(1),
                        bill.id());
    }
}
