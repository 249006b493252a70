package com.wevion.credits.reconciliation.rates;

import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.ProviderName;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Locale;

/**
 * The subject of a rate.
 *
 * @param provider null for all
 */
record RateKey(String provider, String currency, YearMonth month) {
    private static final int FIRST_YEAR = 2000;

    /**
     * The subject that a request names.
     *
     * @param latest the last month that may have a rate
     * @throws Invalid if a part of it cannot be
     */
    static RateKey of(String provider, String currency, String month, YearMonth latest) {
        String name = ProviderName.canonical(provider);
        if (provider != null && !ProviderName.isCanonical(name)) {
            throw new Invalid("provider", "must be the name of a provider");
        }
        return new RateKey(name, currency(currency), month("month", month, latest));
    }

    private static String currency(String text) {
        try {
            String code = Currency.getInstance(text.toUpperCase(Locale.ROOT)).getCurrencyCode();
            if (!"USD".equals(code)) {
                return code;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new Invalid("currency", "must be a currency of ISO 4217 other than USD");
    }

    /** @throws Invalid if it is none between the year 2000 and the latest */
    static YearMonth month(String field, String text, YearMonth latest) {
        try {
            YearMonth month = YearMonth.parse(text);
            if (month.getYear() >= FIRST_YEAR && !month.isAfter(latest)) {
                return month;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new Invalid(field, "must be a month such as 2026-08, from " + FIRST_YEAR + "-01 to " + latest);
    }

    LocalDate firstDay() {
        return month.atDay(1);
    }
}
