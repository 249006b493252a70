package com.wevion.credits.reconciliation.breaks;

import com.wevion.credits.platform.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.UUID;

/** Explains a break by the records of both sides and a sentence. */
@ApplicationScoped
class BreakDetails {
    @Inject
    Breaks breaks;

    @Inject
    BreakRecords records;

    /** @throws NotFound if there is no such break */
    BreakDetail of(UUID id) {
        Breaks.Found found = breaks.found(id);
        BreakView view = found.view();
        return new BreakDetail(
                view,
                explanation(view),
                records.recorded(found),
                records.billed(found),
                records.movements(view),
                breaks.changes(id));
    }

    static String explanation(BreakView view) {
        String billed = view.billedCost() + " " + view.billedUnit();
        String recorded =
                view.recordedCost() == null ? "an unknown amount" : view.recordedCost() + " " + view.recordedUnit();
        return switch (view.cause()) {
            case BILLED_NOT_RECORDED ->
                view.provider() + " bills " + billed + " for work of which there is no record here.";
            case RECORDED_NOT_BILLED ->
                "Work that should cost " + recorded + " is recorded here, and " + view.provider()
                        + " has billed its day, but not this.";
            case QUANTITY ->
                quantity(view.recordedQuantity(), view) + " recorded, " + quantity(view.billedQuantity(), view)
                        + " billed; that makes " + view.variance() + " " + view.unit() + ".";
            case PRICE ->
                "The price is not the expected one: " + billed + " instead of " + recorded + ", a difference of "
                        + view.variance() + " " + view.unit() + ".";
            case DUPLICATE ->
                "The same charge was billed more than once: " + view.variance() + " " + view.unit() + " too much.";
            case FAILED_BUT_BILLED ->
                "The work failed, so that the team paid nothing, and " + view.provider() + " bills " + billed + ".";
            case LATE_BUT_BILLED ->
                "The work was reported after its time was over, so that the team paid nothing, and " + view.provider()
                        + " bills " + billed + ".";
            case LATE_USAGE -> view.provider() + " bills " + billed + " in another month than the work was done in.";
            case CURRENCY ->
                view.provider() + " bills " + billed + " for work that should cost " + recorded
                        + ". No rate of the currency is entered for the month, so nothing is compared.";
            case TAX -> "The invoice has " + billed + " of tax instead of " + recorded + ".";
            case ROUNDING ->
                "Each request, or day, agrees within the tolerance, but " + view.records()
                        + " records differ in total by " + view.variance() + " " + view.unit() + ".";
            case CREDIT ->
                view.provider() + " has given back " + view.variance().replace("-", "") + " " + view.unit()
                        + " of the cost of work that was done.";
            case UNKNOWN_SKU ->
                "The catalogue's provider rates do not know the SKU " + view.sku() + ", for which " + view.provider()
                        + " bills " + billed + ".";
            case RECEIVED_NOT_BOOKED ->
                "Stripe received " + billed + " for " + view.requestId()
                        + ", less what it gave back, and no entry of the books is for it: nobody has got credits for it.";
            case BOOKED_NOT_RECEIVED ->
                "An entry of the books is for " + recorded + " of the payment " + view.requestId()
                        + ", which Stripe has not received.";
            case RECEIVED_DIFFERS ->
                "Stripe received " + billed + " for " + view.requestId() + ", and the entry of the books is for "
                        + recorded + ".";
            case RETURNED_DIFFERS ->
                "Of " + view.requestId() + ", " + billed + " went back by refunds and disputes, and " + recorded
                        + " was taken back or frozen in the books.";
            case PAYOUT_DIFFERS ->
                "The payout " + view.requestId() + " is " + billed
                        + ", and the movements in it come to another amount.";
            case MATCHED, NOT_YET_COMPARABLE -> throw new IllegalArgumentException(view.cause() + " is no break");
        };
    }

    /** As people count: 1 image, 2 input tokens. */
    private static String quantity(String quantity, BreakView view) {
        if (quantity == null) {
            return "an unknown quantity";
        }
        boolean isNamed = view.measure() != null && view.measure().length() > 1;
        String unit = isNamed ? view.measure().toLowerCase(Locale.ROOT).replace('_', ' ') : "unit";
        return quantity + " " + unit + (quantity.equals("1") ? "" : "s");
    }
}
