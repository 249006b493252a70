package com.wevion.credits.reconciliation.breaks;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.reconciliation.rules.Cause;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The sentences that explain breaks to people. */
class ExplanationTest {
    private static BreakView found(Cause cause, String measure, String recordedQuantity, String billedQuantity) {
        return new BreakView(
                UUID.randomUUID(),
                "ACME",
                cause,
                BreakState.OPEN,
                null,
                null,
                LocalDate.of(2026, 10, 5),
                null,
                null,
                "IMAGE",
                "FLUX_2_PRO",
                measure,
                null,
                null,
                "INV-1",
                recordedQuantity,
                billedQuantity,
                "1",
                "USD",
                "2",
                "EUR",
                "2",
                "EUR",
                1,
                Instant.EPOCH,
                0,
                null);
    }

    @Test
    void countsAsPeopleDo() {
        assertThat(BreakDetails.explanation(found(Cause.QUANTITY, "IMAGE", "1", "12")))
                .isEqualTo("1 image recorded, 12 images billed; that makes 2 EUR.");
        assertThat(BreakDetails.explanation(found(Cause.QUANTITY, "INPUT_TOKEN", "1000", null)))
                .isEqualTo("1000 input tokens recorded, an unknown quantity billed; that makes 2 EUR.");
        assertThat(BreakDetails.explanation(found(Cause.QUANTITY, "?", null, "3")))
                .isEqualTo("an unknown quantity recorded, 3 units billed; that makes 2 EUR.");
    }

    @Test
    void tellsEachSideInItsCurrency() {
        assertThat(BreakDetails.explanation(found(Cause.PRICE, "IMAGE", "1", "1")))
                .isEqualTo("The price is not the expected one: 2 EUR instead of 1 USD, a difference of 2 EUR.");
    }
}
