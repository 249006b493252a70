package com.wevion.credits.reconciliation.rules;

import java.time.LocalDate;
import java.util.List;

/**
 * A payout of Stripe, and the sum of the movements that are in it.
 *
 * @param amountMinor the amount at the bank, in the smallest unit of the currency
 * @param netMinor the sum of its movements; null if Stripe has not told them
 */
public record PayoutItems(
        String payoutId, LocalDate day, String currency, long amountMinor, Long netMinor, long movements) {

    /** The difference, if there is one. */
    public List<Finding> findings() {
        if (netMinor == null || netMinor == amountMinor) {
            return List.of();
        }
        return List.of(new Finding(
                Cause.PAYOUT_DIFFERS,
                payoutId,
                day,
                Subject.ofPayment(payoutId, null),
                currency,
                new Difference.Side(
                        null, Finding.OUR_CURRENCY.equals(currency) ? MinorUnits.nanos(netMinor, currency) : null),
                new Difference.Side(null, MinorUnits.nanos(amountMinor, currency)),
                MinorUnits.nanos(amountMinor - netMinor, currency),
                movements));
    }
}
