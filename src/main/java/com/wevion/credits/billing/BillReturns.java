package com.wevion.credits.billing;

import com.stripe.model.Invoice;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.book.ReferenceKind;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.stripe.MoneyBack;
import com.wevion.credits.stripe.MoneyBack.Source;
import com.wevion.credits.stripe.StepByStep;
import com.wevion.credits.stripe.StripeEvent;
import com.wevion.credits.stripe.StripeHandler;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Posts the return of a bill's payment by refunds and lost disputes, or its reinstatement: the team owes the money again (D15), and the
 * next bill asks for it. Each is posted once, however often, late and in whatever order its event comes.
 */
@ApplicationScoped
class BillReturns implements StripeHandler {
    @Inject
    MoneyBack moneyBack;

    @Inject
    Invoices invoices;

    @Inject
    BillBook book;

    @Inject
    BillPayments payments;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Override
    public Set<String> types() {
        return MoneyBack.TYPES;
    }

    /** An event about a refund or a dispute; most are not of a bill. */
    @Override
    public void handle(StripeEvent event) {
        moneyBack.source(event).ifPresent(source -> billOf(source).ifPresent(bill -> apply(bill, source)));
    }

    /** The bill that a payment has paid, credited if it has not been: its refund may be heard of first. */
    private Optional<Bill> billOf(Source source) {
        Optional<Bill> known = book.byPayment(source.paymentIntent(), source.chargeId());
        if (known.isPresent() || source.paymentIntent() == null) {
            return known;
        }
        return invoices.paidBy(source.paymentIntent())
                .filter(invoice -> "paid".equals(invoice.getStatus()))
                .map(Invoice::getMetadata)
                .flatMap(names -> Ids.find(names.get(Invoices.BILL)))
                .flatMap(book::find)
                .map(payments::advance)
                .filter(bill -> bill.status() == BillStatus.PAID);
    }

    /** Stripe is asked after the history was read, of all refunds and disputes, whichever of them the event was about. */
    private void apply(Bill bill, Source source) {
        long paidCents = invoices.retrieve(bill.stripeInvoice()).getTotal();
        StepByStep.take(() -> {
            List<BillReturn> steps = book.returns(bill.id());
            return BillReturn.next(Ids.next(), bill, paidCents, steps, moneyBack.now(source), clock.instant())
                    .map(step -> () -> take(bill, step));
        });
    }

    private void take(Bill bill, BillReturn step) {
        if (step.returnedNanos() == 0) {
            Sql.on(dataSource).together(sql -> {
                step.insert(sql);
                return step;
            });
        } else {
            ledger.post(posting(bill, step));
        }
    }

    /** The entry of a step: it undoes a part of the payment, or makes it again. */
    static Posting posting(Bill bill, BillReturn step) {
        String explanation = Json.write(Map.of(
                "bill", bill.number(),
                "billId", bill.id(),
                "reason", step.cause(),
                "source", step.sourceId(),
                "amount", Unit.USD.format(Math.abs(step.returnedNanos())),
                "stripeInvoice", bill.stripeInvoice(),
                "stripePayment", bill.stripePayment()));
        ReferenceKind kind = switch (step.cause()) {
            case REFUND -> ReferenceKind.BILL_REFUND;
            case DISPUTE -> ReferenceKind.BILL_DISPUTE;
        };
        return Posting.of(EntryType.PAYMENT, kind, step.id(), bill.accountId(), -step.returnedNanos())
                .explained(explanation)
                .with(step);
    }
}
