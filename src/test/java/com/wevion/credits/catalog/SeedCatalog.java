package com.wevion.credits.catalog;

import com.wevion.credits.ledger.book.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The seed's price list as unit tests need it; that the database's first version is the same is for CatalogIT. */
public final class SeedCatalog {

    private SeedCatalog() {}

    public static CatalogVersion version1() {
        return with(rates());
    }

    /** With what providers ask for. */
    public static CatalogVersion with(ProviderRate... providerRates) {
        return with(rates(), List.of(providerRates));
    }

    public static CatalogVersion with(List<Rate> rates) {
        return with(rates, List.of());
    }

    private static CatalogVersion with(List<Rate> rates, List<ProviderRate> providerRates) {
        return new CatalogVersion(
                1,
                Instant.parse("2025-01-01T00:00:00Z"),
                Unit.CREDITS.parse("500"),
                2_000,
                1_000,
                List.of(
                        new CreditPackage("STARTER", Unit.CREDITS.parse("5000"), Unit.USD.parse("5")),
                        new CreditPackage("STANDARD", Unit.CREDITS.parse("20000"), Unit.USD.parse("20")),
                        new CreditPackage("PRO", Unit.CREDITS.parse("50000"), Unit.USD.parse("50"))),
                rates,
                providerRates);
    }

    public static List<Rate> rates() {
        List<Rate> rates = new ArrayList<>();
        rates.add(chat("DEFAULT", Measure.INPUT_TOKEN, "9"));
        rates.add(chat("DEFAULT", Measure.OUTPUT_TOKEN, "45"));
        rates.add(creative(Service.IMAGE, "FLUX_2_PRO", "0.03", 1, 10));
        rates.add(creative(Service.IMAGE, "GPT_IMAGE_1_5", "0.04", 1, 10));
        rates.add(creative(Service.IMAGE, "SEEDREAM_4_5", "0.03", 1, 10));
        rates.add(creative(Service.BACKGROUND_REMOVAL, "DEFAULT", "0.02", 1, 10));
        rates.add(creative(Service.IMAGE_RESIZE, "DEFAULT", "0", 1, 10));
        rates.add(creative(Service.VIDEO, "KLING_3_0", "0.17", 1, 300));
        rates.add(creative(Service.VIDEO, "LUMA_RAY_3", "0.10", 1, 300));
        rates.add(creative(Service.VIDEO, "VEO_3_1", "0.10", 1, 300));
        rates.add(creative(Service.VIDEO, "KLING_2_6", "0.07", 1, 300));
        rates.add(creative(Service.VIDEO, "RUNWAY_GEN_4", "0.05", 1, 300));
        rates.add(new Rate(
                Service.AVATAR,
                "DEFAULT",
                Measure.SECOND,
                30,
                Unit.USD.parse("0.5"),
                Unit.USD,
                PartialUnits.STARTED,
                1,
                90,
                true,
                7_200));
        rates.add(creative(Service.TTS, "ELEVENLABS", "0.30", 1_000, 100_000));
        rates.add(creative(Service.TTS, "OPENAI_TTS", "0.015", 1_000, 100_000));
        rates.add(creative(Service.VIDEO_COMPOSITING, "DEFAULT", "0", 1, 3_600));
        return rates;
    }

    public static Rate chat(String model, Measure per, String credits) {
        long priceUnits = Unit.CREDITS.parse(credits);
        return new Rate(
                Service.CHAT,
                model,
                per,
                1_000,
                priceUnits,
                Unit.CREDITS,
                PartialUnits.PRO_RATA,
                0,
                10_000_000,
                true,
                900);
    }

    public static Rate creative(Service service, String engine, String usd, long unitSize, long maximum) {
        long priceUnits = Unit.USD.parse(usd);
        return new Rate(
                service,
                engine,
                service.measure(),
                unitSize,
                priceUnits,
                Unit.USD,
                PartialUnits.PRO_RATA,
                1,
                maximum,
                true,
                service == Service.VIDEO || service == Service.VIDEO_COMPOSITING ? 7_200 : 1_800);
    }

    static Rate disabled(Rate rate) {
        return new Rate(
                rate.service(),
                rate.engine(),
                rate.per(),
                rate.unitSize(),
                rate.priceUnits(),
                rate.unit(),
                rate.billing(),
                rate.minimum(),
                rate.maximum(),
                false,
                rate.holdTimeoutSeconds());
    }
}
