package com.wevion.credits.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.billing.BillLines.Usage;
import com.wevion.credits.billing.BilledItem.Type;
import com.wevion.credits.stripe.Cents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole cents are asked for, and the rest is carried over (S12, D3). */
class BillLinesTest {
    private static final BilledItem VIDEO = new BilledItem(Type.USAGE, "VIDEO", "KLING_2_6", "SECOND", 1, 70_000_000);
    private static final BilledItem SPEECH =
            new BilledItem(Type.USAGE, "TTS", "OPENAI_TTS", "CHARACTER", 1_000, 15_000_000);
    private static final BilledItem CORRECTIONS = new BilledItem(Type.ADJUSTMENT, "", "", "", 1, 0);

    @Test
    void asksForWholeCentsAndCarriesTheRest_S12() {
        List<BillLine> lines = BillLines.of(
                List.of(new Usage(VIDEO, 120, 8_400_000_000L), new Usage(SPEECH, 500, 7_500_000)), Map.of());
        assertThat(lines)
                .containsExactly(
                        new BillLine(1, SPEECH, 500, 7_500_000, 0, 0, 7_500_000),
                        new BillLine(2, VIDEO, 120, 8_400_000_000L, 0, 840, 0));
        assertThat(BillLines.cents(lines)).isEqualTo(840);
    }

    @Test
    void addsWhatEarlierBillsCarriedOver_S12() {
        List<BillLine> lines =
                BillLines.of(List.of(new Usage(SPEECH, 500, 7_500_000)), Map.of(SPEECH, 7_500_000L, VIDEO, 4_000_000L));
        assertThat(lines)
                .containsExactly(
                        new BillLine(1, SPEECH, 500, 7_500_000, 7_500_000, 1, 5_000_000),
                        new BillLine(2, BilledItem.ROUNDINGS, 0, 0, 4_000_000, 0, 4_000_000));
    }

    @Test
    void roundsWhatIsGivenBackTowardsNegativeInfinity_S12() {
        List<BillLine> lines = BillLines.of(List.of(new Usage(CORRECTIONS, 1, -5_000_001)), Map.of());
        assertThat(lines).containsExactly(new BillLine(1, CORRECTIONS, 1, -5_000_001, 0, -1, 4_999_999));
    }

    @Test
    void saysOnTheInvoiceWhatIsAskedFor_S12() {
        assertThat(BillLine.of(1, VIDEO, 120, 8_400_000_000L, 4_000_000).describe())
                .isEqualTo("VIDEO KLING_2_6: 120 SECOND at $0.07 = $8.40 (with $0.004 carried over)");
        assertThat(BillLine.of(1, SPEECH, 2_000_000, 30_000_000_000L, 0).describe())
                .isEqualTo("TTS OPENAI_TTS: 2000000 CHARACTER at $0.015 per 1000 = $30.00");
        assertThat(BillLine.of(1, CORRECTIONS, 2, -1_250_000_000L, 0).describe())
                .isEqualTo("Corrections: 2 = -$1.25");
        assertThat(BillLine.of(1, BilledItem.ROUNDINGS, 0, 0, 13_000_000).describe())
                .isEqualTo("Rounding differences from earlier bills = $0.01 (with $0.013 carried over)");
    }

    @Test
    void losesNothingOverManyBills_S12() {
        Random random = new Random(20_261_124);
        List<BilledItem> items = List.of(VIDEO, SPEECH, CORRECTIONS);
        Map<BilledItem, Long> carried = new HashMap<>();
        long accrued = 0;
        long billed = 0;
        for (int bill = 0; bill < 1_000; bill++) {
            List<Usage> usage = new ArrayList<>();
            for (BilledItem item : items) {
                if (random.nextBoolean()) {
                    long nanos = random.nextLong(item.isUsage() ? 0 : -30_000_000, 30_000_000);
                    usage.add(new Usage(item, 1, nanos));
                    accrued += nanos;
                }
            }
            List<BillLine> lines = BillLines.of(usage, carried);
            billed += BillLines.cents(lines);
            carried.clear();
            lines.forEach(line -> carried.put(line.item(), line.carriedOutNanos()));
            assertThat(carried.values()).allMatch(nanos -> nanos >= 0 && nanos < Cents.NANOS);
        }
        long left = carried.values().stream().mapToLong(Long::longValue).sum();
        assertThat(billed * Cents.NANOS + left).isEqualTo(accrued);
    }

    /** Prices come, are used for a while, pause and come back; each is a line while it is used, and what is left of all others is one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void hasALineForEachPriceInUseAndOneForWhatIsLeftOfAllOthers_S12(long seed) {
        Random random = new Random(seed);
        Map<BilledItem, Long> carried = new HashMap<>();
        long accrued = 0;
        long billed = 0;
        for (int bill = 0; bill < 500; bill++) {
            Set<Integer> prices = new HashSet<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                prices.add(Math.max(1, bill - random.nextInt(20)));
            }
            List<Usage> usage = new ArrayList<>();
            for (int price : prices) {
                long nanos = random.nextLong(30_000_000);
                usage.add(new Usage(new BilledItem(Type.USAGE, "VIDEO", "KLING", "SECOND", 1, price), 1, nanos));
                accrued += nanos;
            }
            List<BillLine> lines = BillLines.of(usage, carried);
            billed += BillLines.cents(lines);
            carried.clear();
            lines.forEach(line -> carried.put(line.item(), line.carriedOutNanos()));

            long left = carried.values().stream().mapToLong(Long::longValue).sum();
            assertThat(lines).hasSizeLessThanOrEqualTo(prices.size() + 1);
            assertThat(left).isLessThan((prices.size() + 1) * Cents.NANOS);
            assertThat(billed * Cents.NANOS + left).isEqualTo(accrued);
        }
        long all = accrued;
        long last = BillLines.cents(BillLines.of(List.of(), carried));
        assertThat(billed + last).as("once nothing is used").isEqualTo(all / Cents.NANOS);
    }

    /** The amount of a void bill is not a rounding: who pays it sees what for. */
    @Test
    void asksUnderItsOwnNameForWhatAVoidBillAskedForAlreadyOfAPriceThatIsGone_S12() {
        List<BillLine> lines =
                BillLines.of(List.of(), Map.of(VIDEO, 24_000_000L, SPEECH, 7_000_000L, CORRECTIONS, -6_000_000L));
        assertThat(lines)
                .containsExactly(
                        new BillLine(1, VIDEO, 0, 0, 24_000_000, 2, 4_000_000),
                        new BillLine(2, CORRECTIONS, 0, 0, -6_000_000, -1, 4_000_000),
                        new BillLine(3, BilledItem.ROUNDINGS, 0, 0, 7_000_000, 0, 7_000_000));
    }
}
