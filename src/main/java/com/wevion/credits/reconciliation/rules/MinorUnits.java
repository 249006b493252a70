package com.wevion.credits.reconciliation.rules;

import java.math.BigDecimal;
import java.util.Currency;

/** The smallest units of currencies, in which Stripe counts. */
public final class MinorUnits {
    private static final int NANO_DECIMALS = 9;

    private MinorUnits() {}

    /** 1e-9 of the currency in an amount. */
    static long nanos(long minor, String currency) {
        return amount(minor, currency).movePointRight(NANO_DECIMALS).longValueExact();
    }

    /** The amount in units of the currency, as the API writes it. */
    public static String plain(long minor, String currency) {
        return minor == 0 ? "0" : amount(minor, currency).stripTrailingZeros().toPlainString();
    }

    private static BigDecimal amount(long minor, String currency) {
        return BigDecimal.valueOf(minor, decimals(currency));
    }

    /** Two of a currency that Java does not know. */
    private static int decimals(String currency) {
        try {
            return Math.max(Currency.getInstance(currency).getDefaultFractionDigits(), 0);
        } catch (IllegalArgumentException e) {
            return 2;
        }
    }
}
