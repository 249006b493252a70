package com.wevion.credits.benchmark;

import java.io.IOException;
import java.time.LocalDate;
import java.util.UUID;

/** Errors in single requests, each to be found, and requests that look wrong but are not. */
final class PlantedRequests {
    private static final String SUCCEEDED = "SUCCEEDED";
    private static final int NOON = 43_200;

    private final MonthWriter out;
    private int planted;

    PlantedRequests(MonthWriter out) {
        this.out = out;
    }

    void write() throws IOException {
        notRecorded(sku("GPT_5", 0), 2);
        notRecorded(sku("FLUX_2_PRO", 0), 3);
        notRecorded(sku("GEN_4", 0), 31);
        notBilled(sku("GPT_5", 1), 4);
        notBilled(sku("KLING_2_6", 0), 1);
        notBilled(sku("GEN_4", 0), 6);
        differently("QUANTITY", sku("GPT_5_MINI", 1), 7, 200, 200);
        differently("QUANTITY", sku("SEEDREAM_4", 0), 8, 200, 200);
        differently("PRICE", sku("GPT_5", 1), 9, 100, 150);
        differently("PRICE", sku("KLING_2_6", 0), 10, 100, 80);
        twice(sku("GPT_5", 0), 11, 11);
        twice(sku("GEN_4", 0), 12, 12);
        twice(sku("FLUX_2_PRO", 0), 13, 15);
        twice(sku("GPT_5_NANO", 1), 14, 30);
        unsuccessfully("FAILED", sku("FLUX_2_PRO", 0), 17);
        unsuccessfully("FAILED", sku("GEN_4_TURBO", 0), 18);
        unsuccessfully("LATE", sku("GPT_5", 1), 19);
        unsuccessfully("LATE", sku("KLING_2_6", 0), 20);
        lastMonth(sku("FLUX_2_PRO", 0));
        lastMonth(sku("GPT_5", 1));
        foreign(sku("SEEDREAM_4", 0), 21);
        foreign(sku("GEN_4", 0), 22);
        unknown(sku("GPT_5", 0), 23, "planted-unknown-chat");
        unknown(sku("FLUX_2_PRO", 0), 24, "planted-unknown-image");
        unknown(sku("ELEVEN_TURBO", 0), 20, null);
        harmless();
        taxes();
    }

    private static ProviderSku sku(String engine, int measure) {
        return MonthEngine.named(engine).skus().get(measure);
    }

    private String next() {
        return "planted-" + ++planted;
    }

    private void did(ProviderSku sku, LocalDate day, String request, String outcome) throws IOException {
        int second = outcome.equals(SUCCEEDED) ? NOON : NOON + 60;
        UUID work = out.newWork();
        out.did(work, sku, day, second, request, sku.noticeable(), outcome);
        for (ProviderSku other : MonthEngine.named(sku.engine()).skus()) {
            if (other != sku) {
                companion(work, other, day, request, outcome);
            }
        }
    }

    /** The other measure of a chat message, with which nothing is wrong. */
    private void companion(UUID work, ProviderSku sku, LocalDate day, String request, String outcome)
            throws IOException {
        out.did(work, sku, day, NOON, request, 1_000, outcome);
        if (outcome.equals(SUCCEEDED)) {
            out.bill(Billed.usage(sku, day, request, 1_000, sku.cost(1_000)));
        }
    }

    private static Billed line(ProviderSku sku, LocalDate day, String request) {
        return Billed.usage(sku, day, request, sku.noticeable(), sku.cost(sku.noticeable()));
    }

    private void expect(ProviderSku sku, String cause, LocalDate day, String request, long nanos) {
        out.expect(sku, cause, day, ExpectedBreak.ofRequest(request, sku.measure()), nanos);
    }

    private void notRecorded(ProviderSku sku, int day) throws IOException {
        Billed line = line(sku, Month.day(day), next());
        out.bill(line);
        expect(sku, "BILLED_NOT_RECORDED", line.day(), line.request(), line.nanos());
    }

    private void notBilled(ProviderSku sku, int day) throws IOException {
        String request = next();
        did(sku, Month.day(day), request, SUCCEEDED);
        expect(sku, "RECORDED_NOT_BILLED", Month.day(day), request, -sku.cost(sku.noticeable()));
    }

    private void differently(String cause, ProviderSku sku, int day, int percentQuantity, int percentCost)
            throws IOException {
        Billed right = line(sku, Month.day(day), next());
        long nanos = right.nanos() * percentCost / 100;
        did(sku, right.day(), right.request(), SUCCEEDED);
        out.bill(Billed.usage(sku, right.day(), right.request(), right.quantity() * percentQuantity / 100, nanos));
        expect(sku, cause, right.day(), right.request(), nanos - right.nanos());
    }

    private void twice(ProviderSku sku, int day, int again) throws IOException {
        String request = next();
        did(sku, Month.day(day), request, SUCCEEDED);
        out.bill(line(sku, Month.day(day), request));
        out.bill(line(sku, Month.day(again), request));
        expect(sku, "DUPLICATE", Month.day(again), request, sku.cost(sku.noticeable()));
    }

    private void unsuccessfully(String outcome, ProviderSku sku, int day) throws IOException {
        Billed line = line(sku, Month.day(day), next());
        did(sku, line.day(), line.request(), outcome);
        out.bill(line);
        expect(sku, outcome + "_BUT_BILLED", line.day(), line.request(), line.nanos());
    }

    private void lastMonth(ProviderSku sku) throws IOException {
        Billed line = line(sku, Month.day(1), next());
        did(sku, Month.day(1).minusDays(1), line.request(), SUCCEEDED);
        out.bill(line);
        expect(sku, "LATE_USAGE", line.day(), line.request(), line.nanos());
    }

    private void foreign(ProviderSku sku, int day) throws IOException {
        Billed line = line(sku, Month.day(day), next()).in("EUR");
        did(sku, line.day(), line.request(), SUCCEEDED);
        out.bill(line);
        out.expect(sku, "CURRENCY", line.day(), line.invoice(), line.nanos(), "EUR");
    }

    private void unknown(ProviderSku like, int day, String request) throws IOException {
        ProviderSku unknown = like.called("mystery-model");
        Billed line = line(unknown, Month.day(day), request);
        out.bill(line);
        String subject = request == null ? unknown.code() : ExpectedBreak.ofRequest(request, unknown.measure());
        out.expect(unknown, "UNKNOWN_SKU", line.day(), subject, line.nanos());
    }

    private void harmless() throws IOException {
        for (int day = 2; day < 12; day++) {
            corrected(sku("FLUX_2_PRO", 0), day, day);
            corrected(sku("GPT_5", 1), day, day + 2);
        }
        for (MonthEngine engine : MonthEngine.ALL) {
            ProviderSku sku = engine.skus().get(0);
            out.bill(Billed.other(sku, Month.day(5), "Credit", -3_000_000_000L));
            out.bill(Billed.other(sku, Month.day(6), "Adjustment", 1_250_000_000L));
            out.bill(Billed.other(sku, Month.day(7), "Purchase", 20_000_000_000L));
        }
        nextMonth(sku("KLING_2_6", 0));
    }

    private void corrected(ProviderSku sku, int day, int correctedOn) throws IOException {
        String request = "harmless-" + sku.code() + day;
        did(sku, Month.day(day), request, SUCCEEDED);
        Billed right = line(sku, Month.day(day), request);
        Billed wrong = Billed.usage(sku, right.day(), request, right.quantity(), 3 * right.nanos())
                .keyed("charge-" + request);
        out.bill(wrong);
        out.bill(wrong.corrected(Month.day(correctedOn), -2 * right.nanos()));
    }

    /** November's run is to tell of it. */
    private void nextMonth(ProviderSku sku) throws IOException {
        did(sku, Month.day(31), "harmless-november", SUCCEEDED);
        out.bill(line(sku, Month.day(31).plusDays(1), "harmless-november"));
    }

    private void taxes() throws IOException {
        out.tax(sku("GPT_5", 0), Month.day(31), 0, 12_500_000_000L);
        out.tax(sku("FLUX_2_PRO", 0), Month.day(31), 19, 700_000_000_000L);
        out.tax(sku("GEN_4", 0), Month.day(31), 19, 0);
    }
}
