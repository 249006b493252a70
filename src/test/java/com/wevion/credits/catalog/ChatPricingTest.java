package com.wevion.credits.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatPricingTest {

    private final CatalogVersion catalog = SeedCatalog.version1();

    @ParameterizedTest
    @CsvSource({"1000, 0, 9", "0, 1000, 45", "2000, 1000, 63", "1, 0, 0.009", "0, 1, 0.045", "1, 1, 0.054", "0, 0, 0"})
    void costsNineCreditsPerThousandTokensInAndFortyFiveOut_S6(long input, long output, String credits) {
        assertThat(Unit.CREDITS.format(catalog.chat(null, null, null).price(input, output)))
                .isEqualTo(credits);
    }

    @Test
    void holdsThePriceOfEstimatedInputAndLongestAnswer_D6() {
        assertThat(catalog.chat(null, 4_000L, 2_000L).holdMicros()).isEqualTo(Unit.CREDITS.parse("126"));
    }

    @Test
    void holdsTheTypicalMessageWhenNothingIsEstimated_D6_D17() {
        assertThat(catalog.chat(null, null, null).holdMicros()).isEqualTo(Unit.CREDITS.parse("63"));
    }

    @Test
    void holdsNoMoreThanTheCeilingHoweverLongTheRequest_D6() {
        ChatTerms terms = catalog.chat(null, 1_000_000L, 100_000L);

        assertThat(terms.requestedMicros()).isEqualTo(Unit.CREDITS.parse("13500"));
        assertThat(terms.holdMicros()).isEqualTo(Unit.CREDITS.parse("500"));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "10000001, 0", "0, 9223372036854775807"})
    void refusesTokensOutOfRange(long input, long output) {
        assertThatThrownBy(() -> catalog.chat(null, input, output)).isInstanceOf(Unpriceable.class);
    }

    @Test
    void refusesAPriceThatNoAmountCanHold_D3() {
        ChatTerms terms = catalog.chat(null, null, null);

        assertThatThrownBy(() -> terms.price(Long.MAX_VALUE, Long.MAX_VALUE)).isInstanceOf(Unpriceable.class);
    }

    @Test
    void pricesAModelByItsOwnRateAndOthersByTheDefault_D11() {
        List<Rate> rates = new ArrayList<>(SeedCatalog.rates());
        rates.add(SeedCatalog.chat("large", Measure.INPUT_TOKEN, "90"));
        rates.add(SeedCatalog.chat("large", Measure.OUTPUT_TOKEN, "450"));
        CatalogVersion withLarge = SeedCatalog.with(rates);

        assertThat(withLarge.chat("large", 2_000L, 1_000L).requestedMicros()).isEqualTo(Unit.CREDITS.parse("630"));
        assertThat(withLarge.chat("small", 2_000L, 1_000L).requestedMicros()).isEqualTo(Unit.CREDITS.parse("63"));
        assertThat(withLarge.chat("small", 2_000L, 1_000L).rateEngine()).isEqualTo("DEFAULT");
    }

    @Test
    void readsTermsThatWereStoredUnderTheirFirstNames_D9() {
        String stored = """
                {"model":"DEFAULT","rateEngine":"DEFAULT","estimatedInputTokens":2000,"maxOutputTokens":1000,\
                "inputPriceMicros":9000000,"outputPriceMicros":45000000,"unitSizeTokens":1000,"rounding":"HALF_EVEN",\
                "holdCeilingMicros":500000000,"holdTimeoutSeconds":900,"catalogVersion":1}""";

        assertThat(Json.stored(stored, ChatTerms.class).holdMicros()).isEqualTo(Unit.CREDITS.parse("63"));
        assertThat(Json.write(Json.stored(stored, ChatTerms.class))).isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "3, 0, 2", "5, 0, 2", "1, 1, 1", "1, 2, 2", "2, 3, 2"})
    void roundsHalfToEvenOnceOnTheTotalOfBothParts_D3(long input, long output, long micros) {
        ChatTerms halfMicroTokens = new ChatTerms("x", "x", 0, 0, 1, 1, 2, "HALF_EVEN", 1, 1, 1);

        assertThat(halfMicroTokens.price(input, output)).isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource({"5000, 79", "20000, 317", "50000, 793", "62.999999, 0", "63, 1", "0, 0"})
    void estimatesMessagesBySixtyThreeCreditsRoundedDown_S2_D17(String credits, long messages) {
        assertThat(catalog.approximateMessages(Unit.CREDITS.parse(credits))).isEqualTo(messages);
    }

    @Test
    void offersThreePackagesAtADollarPerThousand_S2() {
        assertThat(catalog.offers())
                .containsExactly(
                        new PackageOffer("STARTER", "5000", "5", "USD", "1", 79),
                        new PackageOffer("STANDARD", "20000", "20", "USD", "1", 317),
                        new PackageOffer("PRO", "50000", "50", "USD", "1", 793));
    }

    @Test
    void keepsItsTermsThroughJson_D9() {
        ChatTerms terms = catalog.chat("large", 10L, 20L);

        assertThat(Json.stored(Json.write(terms), ChatTerms.class)).isEqualTo(terms);
    }

    @Test
    void explainsBothPartsOfACharge_D9() {
        Explanation explanation = catalog.chat(null, 2_000L, 2_000L).explain(2_000, 1_000, Unit.CREDITS.parse("108"));

        assertThat(explanation.price()).isEqualTo("63");
        assertThat(explanation.held()).isEqualTo("108");
        assertThat(explanation.requested()).isEqualTo(4_000);
        assertThat(explanation.delivered()).isEqualTo(3_000);
        assertThat(explanation.lines())
                .containsExactly(
                        new Explanation.Line("INPUT_TOKEN", 2_000, "9", 1_000),
                        new Explanation.Line("OUTPUT_TOKEN", 1_000, "45", 1_000));
    }
}
