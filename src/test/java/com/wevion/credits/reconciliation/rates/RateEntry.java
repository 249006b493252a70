package com.wevion.credits.reconciliation.rates;

import com.wevion.credits.reconciliation.InvoiceBook;
import com.wevion.credits.trail.Author;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.UUID;
import javax.sql.DataSource;

/** An operator who enters currency rates, without a server. */
public final class RateEntry {
    private static final UUID OPERATOR = UUID.fromString("0190a000-0000-7000-8000-000000000008");

    private final CurrencyRates rates;

    /** Enters them into this database. */
    public RateEntry(DataSource dataSource) {
        this.rates = new CurrencyRates(dataSource, InvoiceBook.CLOCK);
    }

    /** Enters a rate. */
    public void enter(String provider, String currency, String month, String usdPerUnit) {
        rates.enter(key(provider, currency, month), new BigDecimal(usdPerUnit), null, Author.ofPerson(OPERATOR));
    }

    /** Takes a rate back. */
    public void takeBack(String provider, String currency, String month) {
        rates.takeBack(key(provider, currency, month), Author.ofPerson(OPERATOR));
    }

    private static RateKey key(String provider, String currency, String month) {
        return RateKey.of(provider, currency, month, YearMonth.of(2026, 12));
    }
}
