package com.wevion.credits.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.ledger.book.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobPricingTest {

    private final CatalogVersion catalog = SeedCatalog.version1();

    @ParameterizedTest
    @CsvSource({
        "FLUX_2_PRO,     1, 0.03",
        "FLUX_2_PRO,     4, 0.12",
        "FLUX_2_PRO,    10, 0.3",
        "GPT_IMAGE_1_5,  1, 0.04",
        "GPT_IMAGE_1_5, 10, 0.4",
        "SEEDREAM_4_5,   1, 0.03",
        "SEEDREAM_4_5,   7, 0.21"
    })
    void chargesEachImageVariant_S7(String engine, long variants, String usd) {
        assertThat(priceOf(Service.IMAGE, engine, variants)).isEqualTo(usd);
    }

    @Test
    void removesABackgroundForTwoCentsAndResizesForNothing_S7() {
        assertThat(priceOf(Service.BACKGROUND_REMOVAL, "DEFAULT", 1)).isEqualTo("0.02");
        assertThat(priceOf(Service.BACKGROUND_REMOVAL, "DEFAULT", 10)).isEqualTo("0.2");
        assertThat(priceOf(Service.IMAGE_RESIZE, "DEFAULT", 10)).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "KLING_3_0,    5, 0.85", "KLING_3_0,    10, 1.7",
        "LUMA_RAY_3,   5, 0.5", "LUMA_RAY_3,   10, 1",
        "VEO_3_1,      5, 0.5", "VEO_3_1,      10, 1",
        "KLING_2_6,    5, 0.35", "KLING_2_6,    10, 0.7",
        "RUNWAY_GEN_4, 5, 0.25", "RUNWAY_GEN_4, 10, 0.5",
        "KLING_3_0,   11, 1.87", "KLING_3_0,   300, 51"
    })
    void chargesEachSecondOfVideo_S8(String engine, long seconds, String usd) {
        assertThat(priceOf(Service.VIDEO, engine, seconds)).isEqualTo(usd);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "29, 0.5", "30, 0.5", "31, 1", "45, 1", "60, 1", "61, 1.5", "90, 1.5"})
    void costsFiftyCentsPerStartedThirtySecondBlock_S9(long seconds, String usd) {
        assertThat(priceOf(Service.AVATAR, "DEFAULT", seconds)).isEqualTo(usd);
    }

    @ParameterizedTest
    @CsvSource({
        "ELEVENLABS, 1000, 0.3", "ELEVENLABS, 500, 0.15", "ELEVENLABS, 1, 0.0003",
        "OPENAI_TTS, 1000, 0.015", "OPENAI_TTS, 500, 0.0075", "OPENAI_TTS, 1, 0.000015"
    })
    void chargesSpeechByTheCharacterProRata_S10(String engine, long characters, String usd) {
        assertThat(priceOf(Service.TTS, engine, characters)).isEqualTo(usd);
    }

    @Test
    void metersVideoCompositingAtZeroUntilAnOperatorPricesIt_S11_D11() {
        assertThat(priceOf(Service.VIDEO_COMPOSITING, "DEFAULT", 3_600)).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "IMAGE, FLUX_2_PRO, 0", "IMAGE, FLUX_2_PRO, 11", "IMAGE, FLUX_2_PRO, -1", "AVATAR, DEFAULT, 91",
        "AVATAR, DEFAULT, 0", "VIDEO, KLING_3_0, 301", "TTS, OPENAI_TTS, 100001", "VIDEO_COMPOSITING, DEFAULT, 3601",
        "VIDEO, KLING_3_0, 9223372036854775807", "VIDEO, AUTO, 9223372036854775807", "IMAGE, AUTO, 11"
    })
    void refusesQuantitiesOutOfRange(Service service, String engine, long quantity) {
        assertThatThrownBy(() -> catalog.job(service, engine, quantity, Unit.USD))
                .isInstanceOf(Unpriceable.class);
    }

    @ParameterizedTest
    @CsvSource({"IMAGE, KLING_3_0", "VIDEO, FLUX_2_PRO", "TTS, DEFAULT", "IMAGE, flux_2_pro", "AVATAR, HEYGEN"})
    void refusesEnginesThatTheServiceDoesNotHave(Service service, String engine) {
        assertThatThrownBy(() -> catalog.job(service, engine, 1, Unit.USD)).isInstanceOf(Unpriceable.class);
    }

    @ParameterizedTest
    @CsvSource({"VIDEO, RUNWAY_GEN_4", "TTS, OPENAI_TTS", "AVATAR, DEFAULT", "IMAGE_RESIZE, DEFAULT"})
    void takesTheCheapestEngineWhenLeftTheChoice_S16_D10(Service service, String cheapest) {
        JobTerms terms = catalog.job(service, "AUTO", 10, Unit.USD);

        assertThat(terms.engine()).isEqualTo(cheapest);
        assertThat(terms.requestedEngine()).isEqualTo("AUTO");
    }

    @Test
    void takesTheFirstListedAmongEquallyCheapEngines_D10() {
        assertThat(catalog.job(Service.IMAGE, "AUTO", 4, Unit.USD).engine()).isEqualTo("FLUX_2_PRO");
    }

    @Test
    void neverTakesADisabledEngineByItselfOrByName_D10() {
        CatalogVersion withoutFlux = SeedCatalog.with(SeedCatalog.rates().stream()
                .map(rate -> rate.engine().equals("FLUX_2_PRO") ? SeedCatalog.disabled(rate) : rate)
                .toList());

        assertThat(withoutFlux.job(Service.IMAGE, "AUTO", 4, Unit.USD).engine()).isEqualTo("SEEDREAM_4_5");
        assertThatThrownBy(() -> withoutFlux.job(Service.IMAGE, "FLUX_2_PRO", 4, Unit.USD))
                .isInstanceOf(Unpriceable.class);
    }

    @Test
    void takesACheapEngineOnlyIfItSupportsTheRequest_D10() {
        CatalogVersion shortCheap = SeedCatalog.with(List.of(
                SeedCatalog.creative(Service.VIDEO, "CHEAP_BUT_SHORT", "0.01", 1, 5),
                SeedCatalog.creative(Service.VIDEO, "LONG", "0.50", 1, 60)));

        assertThat(shortCheap.job(Service.VIDEO, "AUTO", 5, Unit.USD).engine()).isEqualTo("CHEAP_BUT_SHORT");
        assertThat(shortCheap.job(Service.VIDEO, "AUTO", 6, Unit.USD).engine()).isEqualTo("LONG");
    }

    @Test
    void namesTheOtherEnginesCheapestFirst() {
        JobTerms terms = catalog.job(Service.IMAGE, "GPT_IMAGE_1_5", 4, Unit.USD);

        assertThat(catalog.alternatives(terms))
                .extracting(JobTerms::engine)
                .containsExactly("FLUX_2_PRO", "SEEDREAM_4_5");
    }

    @Test
    void costsTheSameNumberOfMicrosOnEitherAccount_D2_D3() {
        JobTerms inCredits = catalog.job(Service.IMAGE, "FLUX_2_PRO", 1, Unit.CREDITS);

        assertThat(inCredits.quotedUnits())
                .isEqualTo(catalog.job(Service.IMAGE, "FLUX_2_PRO", 1, Unit.USD).quotedUnits());
        assertThat(Unit.CREDITS.format(inCredits.quotedUnits())).isEqualTo("30");
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "10, 10", "11, 10", "1, 1"})
    void chargesWhatWasDeliveredButNotMoreThanWasRequested_S5_D7(long delivered, long charged) {
        assertThat(catalog.job(Service.IMAGE, "FLUX_2_PRO", 10, Unit.USD).chargeable(delivered))
                .isEqualTo(charged);
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "10, 10", "25, 25", "300, 300", "301, 300"})
    void chargesAnExtendedVideoUpToTheMaximum_S8_D7(long delivered, long charged) {
        assertThat(catalog.job(Service.VIDEO, "KLING_2_6", 10, Unit.USD).chargeable(delivered))
                .isEqualTo(charged);
    }

    @Test
    void keepsItsTermsThroughJson_D9() {
        JobTerms terms = catalog.job(Service.AVATAR, "AUTO", 45, Unit.USD);

        assertThat(JobTerms.fromJson(terms.toJson())).isEqualTo(terms);
    }

    @Test
    void readsTermsThatWereStoredUnderTheirFirstNames_D9() {
        String stored = """
                {"service":"IMAGE","engine":"FLUX_2_PRO","requestedEngine":"FLUX_2_PRO","quantity":10,"per":"IMAGE","unitSize":1,\
                "priceMicros":30000000,"unit":"USD","billing":"PRO_RATA","rounding":"HALF_EVEN","maximum":20,\
                "holdTimeoutSeconds":900,"catalogVersion":1}""";

        assertThat(JobTerms.fromJson(stored).price(10)).isEqualTo(300_000_000);
        assertThat(JobTerms.fromJson(stored).toJson()).isEqualTo(stored);
    }

    @Test
    void explainsACharge_D9() {
        JobTerms terms = catalog.job(Service.IMAGE, "FLUX_2_PRO", 10, Unit.USD);

        Explanation explanation = terms.explain(7, terms.quotedUnits());

        assertThat(explanation.quantity()).isEqualTo(7);
        assertThat(explanation.unitPrice()).isEqualTo("0.03");
        assertThat(explanation.per()).isEqualTo("IMAGE");
        assertThat(explanation.catalogVersion()).isEqualTo(1);
        assertThat(explanation.rounding()).isEqualTo("HALF_EVEN");
        assertThat(explanation.rounded()).isFalse();
        assertThat(explanation.price()).isEqualTo("0.21");
        assertThat(explanation.held()).isEqualTo("0.3");
        assertThat(explanation.requested()).isEqualTo(10);
        assertThat(explanation.delivered()).isEqualTo(7);
    }

    private String priceOf(Service service, String engine, long quantity) {
        return Unit.USD.format(catalog.job(service, engine, quantity, Unit.USD).quotedUnits());
    }
}
