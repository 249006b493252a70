package com.wevion.credits.usage;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.book.Unit;
import java.math.BigDecimal;
import java.util.List;

/** Margins of some days; {@code to} is not among them. */
record MarginsView(String from, String to, String groupBy, List<Item> items) {

    /**
     * One margin; amounts are decimals in {@code unit}.
     *
     * @param day null unless grouped by day
     * @param per the measure of {@code quantity}
     * @param chargedUncosted the part of the charges for work whose cost is unknown; it is in no margin
     * @param margin null if no cost is known
     */
    record Item(
            String day,
            Service service,
            String engine,
            long records,
            Measure per,
            long quantity,
            Long outputTokens,
            String charged,
            String chargedUncosted,
            String cost,
            String margin,
            String marginPercent,
            boolean belowCost,
            long uncosted,
            String unit) {

        static Item of(DayMargin sum) {
            return of(sum.day().toString(), sum.margin());
        }

        static Item of(Margin sum) {
            return of(null, sum);
        }

        private static Item of(String day, Margin sum) {
            Earned earned = sum.earned();
            return new Item(
                    day,
                    sum.service(),
                    sum.engine(),
                    earned.records(),
                    sum.service().measure(),
                    sum.quantity(),
                    sum.outputTokens(),
                    plain(earned.charged()),
                    plain(earned.chargedUncosted()),
                    plain(earned.cost()),
                    earned.margin().map(Item::plain).orElse(null),
                    earned.percent().map(Item::plain).orElse(null),
                    earned.belowCost(),
                    earned.uncosted(),
                    Unit.USD.code());
        }

        private static String plain(BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
    }
}
