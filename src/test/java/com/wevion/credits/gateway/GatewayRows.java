package com.wevion.credits.gateway;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.SeedCatalog;
import com.wevion.credits.catalog.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The work that rows of a file tell of, at a price list with one model of OPENAI: 1 a token of the input, 4 one of the output. */
final class GatewayRows {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final long MAX_NANOS = 1_000_000_000_000L;

    private GatewayRows() {}

    private static ProviderRate rate(Measure per, long nanos) {
        return new ProviderRate(
                "openai",
                Service.CHAT,
                "gpt-4o",
                per,
                1,
                nanos,
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                "gpt-4o, " + (per == Measure.INPUT_TOKEN ? "input" : "output"));
    }

    private static CatalogVersion prices() {
        return SeedCatalog.with(rate(Measure.INPUT_TOKEN, 1), rate(Measure.OUTPUT_TOKEN, 4));
    }

    /** Each as one line of text; a refused row as its line and reason. */
    static List<String> of(GatewayLog log, String file) {
        CatalogVersion prices = prices();
        GatewayLog.Terms terms = new GatewayLog.Terms(at -> prices, NOW, MAX_NANOS);
        List<String> told = new ArrayList<>();
        try {
            GatewayFile.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), log.wanted(), row -> {
                try {
                    List<GatewayUsage> usage = log.read(row, terms);
                    if (usage.isEmpty()) {
                        told.add("idle");
                    }
                    usage.forEach(one -> told.add(text(one)));
                } catch (GatewayRowRefused e) {
                    told.add(row.line() + ": " + e.getMessage());
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return told;
    }

    private static String text(GatewayUsage usage) {
        return String.join(
                " ",
                usage.provider(),
                String.valueOf(usage.requestId()),
                usage.at().toString(),
                usage.service() + "/" + usage.engine(),
                usage.quantity() + " " + usage.measure(),
                usage.costNanos() + " " + usage.costSource(),
                usage.outcome().name());
    }
}
