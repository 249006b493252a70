package com.wevion.credits.usage;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.Unit;
import java.math.BigDecimal;
import java.util.List;

/** Margins of some days; {@code to} is not among them. */
record MarginsView(String from, String to, String groupBy, List<Item> items) {

    /**
     * One margin; amounts are decimals in {@code unit}.
     *
     * @param day when grouped by day, null otherwise
     * @param per what {@code quantity} counts
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
            return new Item(
                    day,
                    sum.service(),
                    sum.engine(),
                    sum.records(),
                    sum.service().measure(),
                    sum.quantity(),
                    sum.outputTokens(),
                    plain(sum.charged()),
                    plain(sum.cost()),
                    plain(sum.margin()),
                    sum.percent().map(Item::plain).orElse(null),
                    sum.belowCost(),
                    sum.uncosted(),
                    Unit.USD.code());
        }

        private static String plain(BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
    }
}
