package com.wevion.credits.reconciliation;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.reconciliation.rules.Cause;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** October of a provider with an error of every cause, each on a day of its own, among work that is billed as it should be. */
final class PlantedErrors {
    /**
     * An error.
     *
     * @param subject the beginning of the key of its break
     * @param usd the variance of its break
     */
    record Planted(Cause cause, String subject, BigDecimal usd) {}

    private static final int OF_A_DAY = 100;
    private static final String FOREIGN = "EUR";
    private static final String SKU = "FLUX_2_PRO";
    private static final String BATCH = "FLUX_2_PRO, BATCH";

    private final InvoiceBook book;
    private final boolean named;
    private final boolean elsewhere;
    private final boolean batch;
    private final BigDecimal price;
    private final String allowance;
    private final List<Planted> planted = new ArrayList<>();

    /**
     * For a new book.
     *
     * @param named true if each line names its request
     * @param elsewhere true if the provider's days are those of Los Angeles
     * @param batch true if nobody tells costs, and all is billed by batch at half the price of the list
     * @param price of a piece of work as it is billed, in USD
     * @param allowance by which the file rounds, in USD
     */
    PlantedErrors(InvoiceBook book, boolean named, boolean elsewhere, boolean batch, String price, String allowance) {
        this.book = book;
        this.named = named;
        this.elsewhere = elsewhere;
        this.batch = batch;
        this.price = new BigDecimal(price);
        this.allowance = allowance;
    }

    List<Planted> plant() {
        book.terms(new ComparisonTerms(5_000, Unit.USD.parse("0.01"), 0, elsewhere ? "America/Los_Angeles" : "UTC"));
        book.covers("2026-09-28", "2026-10-31");
        book.rounding(allowance);
        book.sku(BATCH, "IMAGE", SKU, "IMAGE", "2026-01-01", null, "0.0005");
        onBothSides();
        onOneSide();
        ofOutcomes();
        ofMonthsAndInvoices();
        smallOnes();
        right();
        return planted;
    }

    private void onBothSides() {
        work("02", 1).write();
        bill("02", 2, 2);
        planted(Cause.QUANTITY, "02", 1);
        work("04", 1).write();
        bill("04", 1, 2);
        planted(Cause.PRICE, "04", 1);
        work("06", 1).write();
        bill("06", 1, 1);
        bill("06", 1, 1);
        planted(Cause.DUPLICATE, "06", 1);
        work("08", 1).write();
        line("08", 1, 1).currency(FOREIGN).write();
        planted.add(
                new Planted(Cause.CURRENCY, "2026-10-01|" + FOREIGN, cost(1))); // of all in it that names no invoice
        work("10", 1).write();
        bill("10", 1, 2);
        bill("10", 1, 2);
        planted(Cause.DUPLICATE, "10", 2);
        planted(Cause.PRICE, "10", 1);
    }

    private void onOneSide() {
        bill("12", 1, 1);
        planted(Cause.BILLED_NOT_RECORDED, "12", 1);
        work("14", 1).write();
        planted(Cause.RECORDED_NOT_BILLED, "14", batch ? -2 : -1); // nobody knows that it would have been batch
        line("16", 1, 1).sku("MYSTERY", "IMAGE").write();
        planted(Cause.UNKNOWN_SKU, "16", 1);
    }

    private void ofOutcomes() {
        if (!named) {
            work("18", 1).write();
            work("20", 1).write();
        }
        int rest = named ? 0 : 1;
        work("18", 1).outcome("FAILED").write();
        bill("18", 1 + rest, 1 + rest);
        planted(Cause.FAILED_BUT_BILLED, "18", 1);
        work("20", 1).outcome("LATE").write();
        bill("20", 1 + rest, 1 + rest);
        planted(Cause.LATE_BUT_BILLED, "20", 1);
    }

    private void ofMonthsAndInvoices() {
        workOn("2026-09-30", "late", 1).write();
        if (!named) {
            workOn("2026-10-01", "late", 1).write();
        }
        lineOn("2026-10-01", "late", (named ? 1 : 2), (named ? 1 : 2)).write();
        planted.add(new Planted(Cause.LATE_USAGE, named ? "late|" : "2026-10-01|", cost(1)));
        book.line("2026-10-22", 0, "7").kind("TAX").invoice("INV-T").write();
        planted.add(new Planted(Cause.TAX, "INV-T|", new BigDecimal("7")));
        if (named) {
            work("22", 1).write();
            bill("22", 1, 1);
            line("24", 1, -1).request("r22").kind("CREDIT").corrects(null).write();
            planted(Cause.CREDIT, "22", -1);
        }
    }

    /** Differences that are nothing one by one. */
    private void smallOnes() {
        if (named) {
            BigDecimal small = price.multiply(new BigDecimal("0.005"))
                    .add(new BigDecimal(allowance).multiply(new BigDecimal("0.9")));
            if (small.compareTo(new BigDecimal("0.0001")) < 0 && price.compareTo(new BigDecimal("0.001")) < 0) {
                return; // all of them come to less than a cent
            }
            for (int i = 0; i < 300; i++) {
                workOn("2026-10-26", "small" + i, 1)
                        .of("TTS", "ELEVENLABS", "CHARACTER")
                        .cost(usd(1))
                        .write();
                book.line("2026-10-26", 1, price.add(small).toPlainString())
                        .sku("ELEVENLABS", "CHARACTER")
                        .request("small" + i)
                        .write();
            }
            planted.add(new Planted(Cause.ROUNDING, "2026-10|TTS", small.multiply(BigDecimal.valueOf(300))));
            return;
        }
        for (int day = 1; day <= 28; day++) {
            String date = LocalDate.of(2026, 10, day).toString();
            workOn(date, null, 1)
                    .of("TTS", "ELEVENLABS", "CHARACTER")
                    .cost("0.5")
                    .write();
            book.line(date, pieces(), "0.509").sku("ELEVENLABS", "CHARACTER").write();
        }
        planted.add(new Planted(Cause.ROUNDING, "2026-10|TTS", new BigDecimal("0.252")));
    }

    /** Strange, and right. */
    private void right() {
        work("28", 2).write();
        bill("28", 1, 1);
        bill("28", 1, 1);
        workOn("2026-10-29", "moved", 1).write();
        lineOn("2026-10-30", "moved", 1, 1).write();
        work("31", 1).write();
        line("31", 1, 2).key("chg-1").write();
        line("31", -1, -2).corrects("chg-1").write();
        line("31", 1, 1).key("chg-2").write();
    }

    private void planted(Cause cause, String day, int times) {
        planted.add(new Planted(cause, named ? "r" + day + "|" : "2026-10-" + day + "|", cost(times)));
    }

    private long pieces() {
        return named ? 1 : OF_A_DAY;
    }

    private BigDecimal cost(int times) {
        return price.multiply(BigDecimal.valueOf(times * pieces()));
    }

    private String usd(int times) {
        return cost(times).toPlainString();
    }

    private Work work(String day, int times) {
        return workOn("2026-10-" + day, "r" + day, times);
    }

    /** Half an hour before the day of the provider ends. */
    private Work workOn(String date, String request, int times) {
        String at = elsewhere ? LocalDate.parse(date).plusDays(1) + "T06:30:00Z" : date + "T23:30:00Z";
        Work work = book.images(date, times * pieces()).at(at).cost(usd(batch ? 2 * times : times));
        work = batch ? work.estimated() : work;
        return named ? work.request(request) : work;
    }

    private void bill(String day, int quantity, int times) {
        line(day, quantity, times).write();
    }

    private Line line(String day, int quantity, int times) {
        return lineOn("2026-10-" + day, "r" + day, quantity, times);
    }

    private Line lineOn(String date, String request, int quantity, int times) {
        Line line = book.line(date, quantity * pieces(), usd(times)).sku(batch ? BATCH : SKU, "IMAGE");
        return named(line, request);
    }

    private Line named(Line line, String request) {
        return named ? line.request(request) : line;
    }
}
