package com.wevion.credits.billing;

import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Bills creative usage (S12, D1): each bill is recorded first, and then becomes an invoice of Stripe. */
@ApplicationScoped
public class Billing {
    /** A bill and whether it had been made before. */
    record Made(Bill bill, boolean replayed) {}

    private static final Logger LOG = Logger.getLogger(Billing.class.getName());
    /** Attempts when a bill of the same team keeps being made in between. */
    private static final int MAX_ATTEMPTS = 3;

    @Inject
    NextBill next;

    @Inject
    BillBook book;

    @Inject
    BillPayments payments;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.billing.sweep.seconds")
    long sweepSeconds;

    /**
     * Bills at once, for an operator, everything that has accrued; once per key. If Stripe does not answer, the bill still exists, and the
     * sweeper retries it.
     *
     * @throws Conflict if there is too little to be billed
     * @throws NotFound if there is no such team
     */
    Made now(UUID teamId, String idempotencyKey) {
        NextBill.Order order = NextBill.Order.ofOperator(
                teamId, idempotencyKey, clock.instant().plusSeconds(sweepSeconds));
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Optional<Bill> earlier = book.byKey(teamId, idempotencyKey);
            if (earlier.isPresent()) {
                return new Made(earlier.get(), true);
            }
            Optional<Bill> made = next.record(order);
            if (made.isPresent()) {
                return new Made(advanced(made.get()), false);
            }
        }
        throw new Conflict("There is nothing to bill, or too little.");
    }

    private Bill advanced(Bill bill) {
        try {
            return payments.advance(bill);
        } catch (Unavailable e) {
            LOG.log(Level.INFO, "The invoice of bill {0} will be made later", bill.id());
            return book.find(bill.id()).orElseThrow();
        }
    }

    /** Bills what a team used before the month, if that is enough. */
    void ofMonth(UUID teamId, LocalDate month) {
        next.record(NextBill.Order.ofMonth(teamId, Months.begin(month), clock.instant()));
    }

    /** Bills what a team has used, because its limit is nearly reached. */
    void ofLimit(UUID teamId) {
        next.record(NextBill.Order.ofLimit(teamId, clock.instant()));
    }

    /**
     * A bill of a team.
     *
     * @throws NotFound if there is none
     */
    Bill look(UUID teamId, UUID billId) {
        return book.find(billId).filter(bill -> bill.teamId().equals(teamId)).orElseThrow(() -> new NotFound("bill"));
    }

    /** A page of a team's bills, the newest first. */
    Page<BillView> page(UUID teamId, int limit, String cursor) {
        Page<Bill> page = book.page(teamId, limit, cursor);
        var lines = book.lines(page.items());
        return new Page<>(
                page.items().stream()
                        .map(bill -> BillView.of(bill, lines.getOrDefault(bill.id(), List.of())))
                        .toList(),
                page.nextCursor());
    }

    /** The bill as the API shows it. */
    BillView view(Bill bill) {
        return BillView.of(bill, book.lines(List.of(bill)).getOrDefault(bill.id(), List.of()));
    }
}
