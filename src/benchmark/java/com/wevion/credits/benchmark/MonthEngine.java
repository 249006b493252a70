package com.wevion.credits.benchmark;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An engine of the generated month.
 *
 * @param byRequest true if its provider names requests
 * @param share of the usage records, in thousandths
 * @param skus its measures; of the chat the input and the output
 */
record MonthEngine(boolean byRequest, int share, List<ProviderSku> skus) {
    static final String OPENAI = "OPENAI";
    static final String FAL = "FAL";
    static final String ELEVENLABS = "ELEVENLABS";
    static final String RUNWAY = "RUNWAY";
    static final List<String> PROVIDERS = List.of(ELEVENLABS, FAL, OPENAI, RUNWAY);

    /** Twelve engines of four providers: two name requests, one bills sums, one does both. */
    static final List<MonthEngine> ALL = List.of(
            chat("GPT_5", 134, 1_250, 10_000),
            chat("GPT_5_MINI", 134, 250, 2_000),
            chat("GPT_5_NANO", 132, 50, 400),
            billedByRequest(FAL, "IMAGE", "FLUX_2_PRO", "IMAGE", 30_000_000, 100),
            billedByRequest(FAL, "IMAGE", "SEEDREAM_4", "IMAGE", 25_000_000, 90),
            billedByRequest(FAL, "VIDEO", "KLING_2_6", "SECOND", 50_000_000, 60),
            billedBySum(ELEVENLABS, "TTS", "ELEVEN_V3", "CHARACTER", 300_000, 70),
            billedBySum(ELEVENLABS, "TTS", "ELEVEN_FLASH", "CHARACTER", 150_000, 70),
            billedBySum(ELEVENLABS, "TTS", "ELEVEN_TURBO", "CHARACTER", 180_000, 60),
            billedByRequest(RUNWAY, "VIDEO", "GEN_4", "SECOND", 120_000_000, 50),
            billedByRequest(RUNWAY, "VIDEO", "GEN_4_TURBO", "SECOND", 50_000_000, 50),
            billedBySum(RUNWAY, "AVATAR", "ACT_TWO", "SECOND", 50_000_000, 50));

    private static MonthEngine chat(String engine, int share, long inputNanos, long outputNanos) {
        return new MonthEngine(
                true,
                share,
                List.of(
                        ProviderSku.of(OPENAI, "CHAT", engine, "INPUT_TOKEN", inputNanos),
                        ProviderSku.of(OPENAI, "CHAT", engine, "OUTPUT_TOKEN", outputNanos)));
    }

    private static MonthEngine billedByRequest(
            String provider, String service, String engine, String measure, long unitNanos, int share) {
        ProviderSku sku = ProviderSku.of(provider, service, engine, measure, unitNanos);
        return new MonthEngine(true, share, List.of(sku));
    }

    private static MonthEngine billedBySum(
            String provider, String service, String engine, String measure, long unitNanos, int share) {
        ProviderSku sku = ProviderSku.of(provider, service, engine, measure, unitNanos);
        return new MonthEngine(false, share, List.of(sku));
    }

    String name() {
        return skus.get(0).engine();
    }

    /** The engine of a name. */
    static MonthEngine named(String name) {
        return ALL.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** An ordinary quantity of a measure. */
    static long quantity(ProviderSku sku, RandomGenerator random) {
        return switch (sku.measure()) {
            case "INPUT_TOKEN" -> random.nextLong(200, 6_000);
            case "OUTPUT_TOKEN" -> random.nextLong(50, 1_500);
            case "IMAGE" -> random.nextLong(1, 5);
            case "SECOND" -> 5 * random.nextLong(1, 3);
            default -> random.nextLong(100, 2_500);
        };
    }
}
