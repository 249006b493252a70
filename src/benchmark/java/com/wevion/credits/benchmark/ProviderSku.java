package com.wevion.credits.benchmark;

/**
 * A product of a provider: one measure of an engine.
 *
 * @param unitNanos nano-dollars of one image, second, character or token
 * @param code its code on the provider's invoice
 * @param unit as its invoice writes it
 * @param meter the invoice's SkuMeter
 */
record ProviderSku(
        String provider,
        String service,
        String engine,
        String measure,
        long unitNanos,
        String code,
        String unit,
        String meter) {

    static ProviderSku of(String provider, String service, String engine, String measure, long unitNanos) {
        String code = engine.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return switch (measure) {
            case "INPUT_TOKEN" ->
                new ProviderSku(
                        provider, service, engine, measure, unitNanos, code + "-input", "Tokens", "Input Tokens");
            case "OUTPUT_TOKEN" ->
                new ProviderSku(
                        provider, service, engine, measure, unitNanos, code + "-output", "Tokens", "Output Tokens");
            case "IMAGE" -> new ProviderSku(provider, service, engine, measure, unitNanos, code, "Images", "Images");
            case "SECOND" -> new ProviderSku(provider, service, engine, measure, unitNanos, code, "Seconds", "Seconds");
            default -> new ProviderSku(provider, service, engine, measure, unitNanos, code, "Characters", "Characters");
        };
    }

    /** The same under another name. */
    ProviderSku called(String name) {
        return new ProviderSku(provider, service, engine, measure, unitNanos, name, unit, meter);
    }

    /** A quantity that costs about a quarter of a dollar, which no tolerance hides. */
    long noticeable() {
        return Math.max(1, 250_000_000 / unitNanos);
    }

    long cost(long quantity) {
        return quantity * unitNanos;
    }
}
