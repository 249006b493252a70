package com.wevion.credits.billing;

import com.wevion.credits.ledger.book.Unit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;

/**
 * The item of a line: one engine at one price. The corrections of operators are one more, the payments that went back another, and the last
 * is the remainder of the bills before; their texts are empty.
 *
 * @param per the natural unit of the service
 * @param unitSize the number of natural units that the price is for
 */
record BilledItem(Type type, String service, String engine, String per, long unitSize, long unitPriceNanos)
        implements Comparable<BilledItem> {
    /** The entries of a line. */
    enum Type {
        USAGE,
        ADJUSTMENT,
        /** Returned payments of earlier bills, less the reinstated ones. */
        RETURNED,
        /** None: what is left, below a cent each, of what was not used, corrected or returned any more. */
        ROUNDING
    }

    /** The remainders of all other items. */
    static final BilledItem ROUNDINGS = new BilledItem(Type.ROUNDING, "", "", "", 1, 0);

    private static final Comparator<BilledItem> ORDER = Comparator.comparing(BilledItem::type)
            .thenComparing(BilledItem::service)
            .thenComparing(BilledItem::engine)
            .thenComparing(BilledItem::per)
            .thenComparing(BilledItem::unitSize)
            .thenComparing(BilledItem::unitPriceNanos);

    static BilledItem read(ResultSet row) throws SQLException {
        return new BilledItem(
                Type.valueOf(row.getString("type")),
                row.getString("service"),
                row.getString("engine"),
                row.getString("per"),
                row.getLong("unit_size"),
                row.getLong("unit_price_nanos"));
    }

    boolean isUsage() {
        return type == Type.USAGE;
    }

    /** For the invoice, as in {@code VIDEO KLING_2_6: 120 SECOND at $0.07}. */
    String describe(long quantity) {
        return switch (type) {
            case USAGE ->
                "%s %s: %d %s at $%s%s"
                        .formatted(
                                service,
                                engine,
                                quantity,
                                per,
                                Unit.USD.format(unitPriceNanos),
                                unitSize == 1 ? "" : " per " + unitSize);
            case ADJUSTMENT -> "Corrections: " + quantity;
            case RETURNED -> "Returned payments: " + quantity;
            case ROUNDING -> "Rounding differences from earlier bills";
        };
    }

    @Override
    public int compareTo(BilledItem other) {
        return ORDER.compare(this, other);
    }
}
