package com.wevion.credits.catalog;

import com.wevion.credits.ledger.book.Unit;
import java.math.BigInteger;

/**
 * A package as it is shown to a buyer (S2).
 *
 * @param credits credits, a decimal
 * @param price in {@code unit}, a decimal
 * @param pricePerThousand the price of 1,000 of its credits
 * @param approximateMessages typical messages that it pays for, rounded down (D17)
 */
public record PackageOffer(
        String code, String credits, String price, String unit, String pricePerThousand, long approximateMessages) {

    private static final BigInteger THOUSAND_CREDITS_MICROS = BigInteger.valueOf(1_000_000_000L);

    static PackageOffer of(CreditPackage sold, CatalogVersion version) {
        return new PackageOffer(
                sold.code(),
                Unit.CREDITS.format(sold.creditsMicros()),
                Unit.USD.format(sold.priceNanos()),
                Unit.USD.code(),
                Unit.USD.format(pricePerThousandNanos(sold)),
                version.approximateMessages(sold.creditsMicros()));
    }

    /** @throws Unpriceable if it does not fit an amount */
    public static long pricePerThousandNanos(CreditPackage sold) {
        BigInteger perThousand = BigInteger.valueOf(sold.priceNanos()).multiply(THOUSAND_CREDITS_MICROS);
        return Money.divide(perThousand, sold.creditsMicros());
    }
}
