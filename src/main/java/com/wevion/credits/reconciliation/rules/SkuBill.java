package com.wevion.credits.reconciliation.rules;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The charges of a SKU in a time, added up.
 *
 * @param sku empty unless its list price is not the usual one
 * @param price null if it is the usual one
 * @param billed no quantity if a line has none
 * @param again the lines that are like another one
 * @param repeats the lines whose charge key was there before
 */
record SkuBill(String sku, ListPrice price, Difference.Side billed, Difference.Side again, Difference.Side repeats) {
    static SkuBill of(Total total) {
        return new SkuBill(
                total.sku(),
                total.price(),
                new Difference.Side(total.missingRows() == 0 ? known(total.quantity()) : null, total.nanos()),
                total.again(),
                total.repeats());
    }

    private static BigDecimal known(BigDecimal quantity) {
        return quantity == null ? BigDecimal.ZERO : quantity;
    }

    /** The list price of one of the work whose cost was not told, of which one was costed so much. */
    BigDecimal priceOfOne(BigDecimal costedNanos) {
        return price == null ? costedNanos : price.insteadOf(costedNanos);
    }

    SkuBill withoutRepeats() {
        return new SkuBill(sku, price, billed.minus(repeats), again, Difference.Side.NOTHING);
    }

    /** Without that part of the lines that are like another one. */
    SkuBill withoutAgain(BigDecimal share) {
        BigDecimal more = again.quantity() == null ? BigDecimal.ZERO : again.quantity();
        long nanos = BigDecimal.valueOf(again.nanos()).multiply(share).longValue();
        return new SkuBill(
                sku,
                price,
                billed.minus(new Difference.Side(more.multiply(share, MathContext.DECIMAL128), nanos)),
                again,
                repeats);
    }
}
