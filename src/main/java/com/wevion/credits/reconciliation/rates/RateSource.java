package com.wevion.credits.reconciliation.rates;

/** The origin of a currency rate. */
public enum RateSource {
    /** A person. */
    OPERATOR,
    /** The daily reference rates of the European Central Bank, averaged. */
    ECB
}
