package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.PlantedErrors.Planted;
import com.wevion.credits.reconciliation.rules.Cause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of every cause below a cent and above, with ids and without, in UTC and elsewhere; {@code target/reconciliation-table.md} has the result. */
class PlantedErrorsTest {
    private record Found(Cause cause, String key, BigDecimal usd) {
        boolean isOf(Planted error) {
            return key.startsWith(error.subject());
        }

        boolean names(Planted error) {
            return isOf(error) && cause == error.cause();
        }

        boolean amountsTo(Planted error) {
            return names(error) && usd.compareTo(error.usd()) == 0;
        }
    }

    private static final Path TABLE = Path.of("target/reconciliation-table.md");
    private static final List<String> LINES = new ArrayList<>();

    @BeforeAll
    static void head() {
        LINES.add("| a piece of work costs | lines | days | cause | planted | found | right cause | right amount |");
        LINES.add("|---|---|---|---|---|---|---|---|");
    }

    @AfterAll
    static void write() {
        try {
            Files.write(TABLE, LINES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true,  false, false, 0.004, 0.00005",
        "true,  true, false,  0.004, 0.00005",
        "false, false, false, 0.004, 0.00005",
        "false, true, false,  0.004, 0.00005",
        "true,  false, false, 0.0000004, 0.000000005",
        "true,  false, false, 4, 0.005",
        "true,  true, false,  4, 0.005",
        "false, false, false, 4, 0.005",
        "false, true, false,  4, 0.005",
        "true,  false, false, 40000, 0.005",
        "true,  false, true, 0.004, 0.00005",
        "true,  true,  true, 4, 0.005",
        "false, false, true, 0.004, 0.00005",
        "false, true,  true, 4, 0.005"
    })
    void areFoundWithTheirCauseAndAmountAndNothingElseIs(
            boolean named, boolean elsewhere, boolean batch, String price, String allowance) {
        try (InvoiceBook book = new InvoiceBook()) {
            List<Planted> planted = new PlantedErrors(book, named, elsewhere, batch, price, allowance).plant();
            List<Found> found = found(book, book.reconcile());
            String name = "| $" + price + " | " + (named ? "with ids" : "without ids")
                    + (batch ? ", batch" : "") + " | "
                    + (elsewhere ? "Los Angeles" : "UTC") + " | ";
            tell(name, planted, found);

            assertThat(planted).allSatisfy(error -> assertThat(found).anyMatch(one -> one.amountsTo(error)));
            assertThat(found).allSatisfy(one -> assertThat(planted).anyMatch(one::amountsTo));
        }
    }

    private static List<Found> found(InvoiceBook book, UUID run) {
        return Sql.on(book.pool())
                .list(
                        "SELECT * FROM reconciliation_finding WHERE run_id = ? AND is_break ORDER BY cause, key",
                        row -> new Found(
                                Cause.valueOf(row.getString("cause")),
                                row.getString("key"),
                                new BigDecimal(Unit.USD.format(row.getLong("variance_nanos")))),
                        run);
    }

    private static void tell(String name, List<Planted> planted, List<Found> found) {
        for (Cause cause : Cause.values()) {
            List<Planted> errors =
                    planted.stream().filter(error -> error.cause() == cause).toList();
            if (!errors.isEmpty()) {
                LINES.add(name + cause + " | " + errors.size() + " | "
                        + errors.stream()
                                .filter(error -> found.stream().anyMatch(one -> one.isOf(error)))
                                .count() + " | "
                        + errors.stream()
                                .filter(error -> found.stream().anyMatch(one -> one.names(error)))
                                .count() + " | "
                        + errors.stream()
                                .filter(error -> found.stream().anyMatch(one -> one.amountsTo(error)))
                                .count() + " |");
            }
        }
        long recalled = planted.stream()
                .filter(error -> found.stream().anyMatch(one -> one.isOf(error)))
                .count();
        long right = found.stream()
                .filter(one -> planted.stream().anyMatch(one::isOf))
                .count();
        LINES.add(name + "**all** | " + planted.size() + " | recall " + percent(recalled, planted.size())
                + " | precision " + percent(right, found.size()) + " | |");
    }

    private static String percent(long part, long whole) {
        return (whole == 0 ? 0 : 100 * part / whole) + " %";
    }
}
