package com.wevion.credits.catalog.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.CreditPackage;
import com.wevion.credits.catalog.Drafts;
import com.wevion.credits.catalog.PartialUnits;
import com.wevion.credits.catalog.Rate;
import com.wevion.credits.catalog.SeedCatalog;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.book.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices that change by a factor of ten or more, or from or to zero (D11). */
class LargeChangesTest {

    @ParameterizedTest
    @CsvSource({
        "0.03, 1, 0.3, 1, true",
        "0.03, 1, 0.299999999, 1, false",
        "0.3, 1, 0.03, 1, true",
        "0.3, 1, 0.030000001, 1, false",
        "0.3, 1, 0.3, 10, true",
        "0.3, 1, 3, 10, false",
        "0, 1, 0.000000001, 1, true",
        "0.01, 1, 0, 1, true",
        "0, 1, 0, 1000, false"
    })
    void comparesRatesByTheUnit_D11(String was, long wasFor, String is, long isFor, boolean large) {
        CatalogVersion before = Drafts.with(SeedCatalog.creative(Service.VIDEO, "NEW", was, wasFor, 10));
        CatalogVersion after = Drafts.with(SeedCatalog.creative(Service.VIDEO, "NEW", is, isFor, 10));
        assertThat(LargeChanges.between(before, after))
                .isEqualTo(
                        large
                                ? List.of(new LargeChange(
                                        "rate VIDEO NEW SECOND",
                                        plain(was) + " USD for " + wasFor,
                                        plain(is) + " USD for " + isFor))
                                : List.of());
    }

    private static String plain(String usd) {
        return Unit.USD.format(Unit.USD.parse(usd));
    }

    @ParameterizedTest
    @CsvSource({
        "5000, 50, true",
        "5000, 49.99, false",
        "50000, 5, true",
        "49999, 5, false",
        "5000, 0.5, true",
        "50000, 50, true",
        "10000, 10, false"
    })
    void comparesPackagesByTheirPriceAndByTheCredit_D11(String credits, String price, boolean large) {
        CatalogVersion before = Drafts.with(sold("5000", "5"));
        CatalogVersion after = Drafts.with(sold(credits, price));
        assertThat(LargeChanges.between(before, after)).hasSize(large ? 1 : 0);
    }

    private static CreditPackage sold(String credits, String price) {
        return new CreditPackage("NEW", Unit.CREDITS.parse(credits), Unit.USD.parse(price));
    }

    @Test
    void seesThatStartedUnitsMakeASmallRequestDear_S9_D11() {
        Rate part = SeedCatalog.creative(Service.TTS, "NEW", "0.3", 1_000, 100_000);
        Rate started = new Rate(
                part.service(),
                part.engine(),
                part.per(),
                part.unitSize(),
                part.priceUnits(),
                part.unit(),
                PartialUnits.STARTED,
                1,
                100_000,
                true,
                60);
        assertThat(LargeChanges.between(Drafts.with(part), Drafts.with(started)))
                .extracting(LargeChange::toString)
                .containsExactly("rate TTS NEW CHARACTER: 0.3 USD for 1000 → 0.3 USD for each started 1000");
    }

    @Test
    void comparesAModelWithTheDefaultThatChargedItBeforeOrChargesItThen_S6_D11() {
        CatalogVersion without = SeedCatalog.version1();
        CatalogVersion with =
                Drafts.with(Drafts.model("INPUT_TOKEN 0 10000000 90"), Drafts.model("OUTPUT_TOKEN 0 10000000 45"));
        assertThat(LargeChanges.between(without, with))
                .containsExactly(
                        new LargeChange("rate CHAT large INPUT_TOKEN", "9 credits for 1000", "90 credits for 1000"));
        assertThat(LargeChanges.between(with, without))
                .containsExactly(
                        new LargeChange("rate CHAT large INPUT_TOKEN", "90 credits for 1000", "9 credits for 1000"));
    }

    @Test
    void whatIsNewOrGoneHasNoPriceToCompare_D11() {
        CatalogVersion with = Drafts.with(SeedCatalog.creative(Service.VIDEO, "NEW", "5", 1, 10));
        assertThat(LargeChanges.between(SeedCatalog.version1(), with)).isEmpty();
        assertThat(LargeChanges.between(with, SeedCatalog.version1())).isEmpty();
    }
}
