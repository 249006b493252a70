package com.wevion.credits.benchmark;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;

/** A day of an engine, both sides. */
final class MonthCell {
    private static final String SUCCEEDED = "SUCCEEDED";
    /** Every so many pieces of work run over midnight, of which the provider counts the beginning. */
    private static final int OVER_MIDNIGHT = 500;

    private final MonthWriter out;
    private final MonthEngine engine;
    private final LocalDate day;
    private final int works;
    private final DayPlan plan;
    private final boolean calm;
    private long addedNanos;
    private long totalNanos;
    private long repeatedNanos;
    private long units;

    MonthCell(MonthWriter out, MonthEngine engine, LocalDate day, int works) {
        this.out = out;
        this.engine = engine;
        this.day = day;
        this.works = works;
        this.plan = DayPlan.of(engine, day);
        this.calm = plan != DayPlan.ORDINARY || DayPlan.of(engine, day.plusDays(1)) != DayPlan.ORDINARY;
    }

    void write() throws IOException {
        for (int i = 0; i < works; i++) {
            work(i);
        }
        if (plan != DayPlan.ORDINARY) {
            extraordinary(engine.skus().get(0));
        }
    }

    private void work(int i) throws IOException {
        UUID work = out.newWork();
        String request = "req_" + Long.toHexString(work.getMostSignificantBits()) + Integer.toHexString(i);
        boolean late = isOverMidnight(i);
        int second = late ? 20 : (int) (i * 86_000L / works);
        for (ProviderSku sku : engine.skus()) {
            long quantity = engine.byRequest() || plan == DayPlan.ORDINARY
                    ? MonthEngine.quantity(sku, out.random())
                    : 200 + i; // no two lines of the day are alike
            units += quantity;
            totalNanos += sku.cost(quantity);
            if (plan != DayPlan.NOT_RECORDED) {
                out.did(work, sku, late ? day.plusDays(1) : day, second, request, quantity, SUCCEEDED);
            }
            if (plan != DayPlan.NOT_BILLED) {
                bill(sku, i, engine.byRequest() ? request : null, quantity);
            }
        }
    }

    private boolean isOverMidnight(int i) {
        return !calm
                && (engine.byRequest() || works > OVER_MIDNIGHT)
                && i % OVER_MIDNIGHT == OVER_MIDNIGHT / 2
                && YearMonth.from(day).equals(YearMonth.from(day.plusDays(1)));
    }

    private void bill(ProviderSku sku, int i, String request, long quantity) throws IOException {
        long nanos = sku.cost(quantity);
        long more = switch (plan) {
            case PRICE -> nanos / 25;
            case ROUNDING -> nanos / 250;
            case ORDINARY -> i % 50 > 1 ? 0 : (i % 2 == 0 ? nanos : -nanos) * 3 / 1_000;
            default -> 0;
        };
        addedNanos += more;
        if (request != null && plan != DayPlan.PRICE && Month.isReconciled(day)) {
            out.differsWithinTolerance(sku, more);
        }
        Billed line = Billed.usage(sku, day, request, quantity, nanos + more);
        if (plan == DayPlan.FOREIGN) {
            line = line.in("EUR");
        }
        if (plan == DayPlan.CORRECTED && i == 0) {
            long wrong = nanos * works / 10;
            line = Billed.usage(sku, day, request, quantity, nanos + wrong).keyed("charge-" + sku.code());
            out.bill(line.corrected(day, -wrong));
        }
        out.bill(line);
        if (plan == DayPlan.DUPLICATE && i < Math.max(1, works / 20)) {
            out.bill(line);
            repeatedNanos += line.nanos();
        }
    }

    private void extraordinary(ProviderSku sku) throws IOException {
        long quantity = Math.max(1, 3 * units / 100);
        switch (plan) {
            case NOT_RECORDED -> expect(sku, "BILLED_NOT_RECORDED", totalNanos);
            case NOT_BILLED -> expect(sku, "RECORDED_NOT_BILLED", -totalNanos);
            case PRICE -> expect(sku, "PRICE", addedNanos);
            case DUPLICATE -> expect(sku, "DUPLICATE", repeatedNanos);
            case FOREIGN -> {
                String invoice = Billed.usage(sku, day, null, 0, 0).in("EUR").invoice();
                out.expect(sku, "CURRENCY", day, invoice, totalNanos, "EUR");
            }
            case QUANTITY -> {
                bill(sku, day, quantity);
                expect(sku, "QUANTITY", sku.cost(quantity));
            }
            case FAILED, LATE -> {
                out.did(out.newWork(), sku, day, 43_200, "worker-" + plan, quantity, plan.name());
                bill(sku, day, quantity);
                expect(sku, plan + "_BUT_BILLED", sku.cost(quantity));
            }
            case MOVED -> moved(sku, quantity);
            default -> {}
        }
    }

    private void moved(ProviderSku sku, long quantity) throws IOException {
        LocalDate next = day.plusDays(1);
        out.did(out.newWork(), sku, day, 86_390, "worker-" + plan + day, quantity, SUCCEEDED);
        bill(sku, next, quantity);
        boolean anotherMonth = !YearMonth.from(day).equals(YearMonth.from(next));
        if (anotherMonth && Month.isReconciled(next)) {
            out.expect(sku, "LATE_USAGE", next, subject(sku), sku.cost(quantity));
        }
    }

    private void bill(ProviderSku sku, LocalDate on, long quantity) throws IOException {
        out.bill(Billed.usage(sku, on, null, quantity, sku.cost(quantity)));
    }

    private void expect(ProviderSku sku, String cause, long varianceNanos) {
        out.expect(sku, cause, day, subject(sku), varianceNanos);
    }

    private static String subject(ProviderSku sku) {
        return ExpectedBreak.ofGroup(sku.engine(), sku.measure());
    }
}
