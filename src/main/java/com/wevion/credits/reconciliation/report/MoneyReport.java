package com.wevion.credits.reconciliation.report;

import java.time.LocalDate;
import java.util.List;

/**
 * Money in, in a report. Amounts are decimal; those of our books in US dollars.
 *
 * @param notCompared the reason why nothing was compared; null if it was, and then the other fields are there
 * @param payments the number of payments of purchases and bills that were received or booked in the window
 * @param received the amount that customers paid, with tax
 * @param booked the amount that entries are for, with tax
 * @param difference received less booked: the sum of the breaks about it
 * @param returned the part that went back, by refunds and disputes, of payments that something happened to in the window
 * @param takenBack the part for which credits were taken back or frozen, or which is owed again
 * @param returnedDifference taken back less returned: the sum of the breaks about it
 * @param others payments at Stripe that are for nothing of ours
 * @param outside bills that were paid outside of Stripe
 * @param balances the movements of the window, by the currency of the balance
 */
public record MoneyReport(
        String notCompared,
        Long payments,
        String received,
        String booked,
        String difference,
        String returned,
        String takenBack,
        String returnedDifference,
        Long breaks,
        List<Other> others,
        Other outside,
        List<Balance> balances,
        List<Payout> payouts) {

    /** Payments that nothing is compared with. */
    public record Other(String currency, long payments, String amount) {}

    /** Gross charges, what went back, Stripe's fees, and what is left of all movements. */
    public record Balance(
            String currency, long charges, String gross, String refunds, String disputes, String fees, String net) {}

    /**
     * A payout that Stripe made in the window.
     *
     * @param amount the amount at the bank
     * @param movements the number of movements in it; null, with the sums of them, if Stripe does not tell what is in it
     * @param difference the amount less the net of its movements
     */
    public record Payout(
            String payoutId,
            LocalDate day,
            LocalDate arrivalDay,
            String status,
            String currency,
            String amount,
            Long movements,
            String gross,
            String fees,
            String net,
            String difference) {}

    /** A report that says nothing but why. */
    public static MoneyReport notCompared(String reason) {
        return new MoneyReport(
                reason, null, null, null, null, null, null, null, null, List.of(), null, List.of(), List.of());
    }
}
