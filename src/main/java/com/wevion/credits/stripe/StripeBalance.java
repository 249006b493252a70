package com.wevion.credits.stripe;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.HasId;
import com.stripe.model.Invoice;
import com.stripe.model.Payout;
import com.stripe.model.StripeCollection;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.PayoutListParams;
import com.wevion.credits.platform.Unavailable;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Reads the movements of the account's balance at Stripe, and its payouts, and keeps them: day by day, so that what is interrupted
 * continues where it was. Asks Stripe, so never inside a transaction. Thread-safe; two servers at once do the same work twice.
 */
@ApplicationScoped
public class StripeBalance {
    private static final int RETRIES = 2;
    /** The payout's movements are all there. */
    private static final String COMPLETED = "completed";

    @Inject
    Stripe stripe;

    @Inject
    Clock clock;

    @Resource(lookup = "jdbc/batch")
    DataSource dataSource;

    @Inject
    @ConfigProperty(name = "credits.stripe.balance.pages")
    long maxPages;

    @Inject
    @ConfigProperty(name = "credits.stripe.balance.again.days")
    int againDays;

    @Inject
    @ConfigProperty(name = "credits.stripe.balance.payout.days")
    int payoutDays;

    private BalanceBook book;

    @PostConstruct
    void open() {
        book = new BalanceBook(dataSource);
    }

    /** True if Stripe is set up. */
    public boolean isSetUp() {
        return stripe.isSetUp();
    }

    /**
     * Reads what has not been read yet, and the last days once more.
     *
     * @param from the first day, UTC, that is wanted
     * @throws Unavailable if Stripe does not answer, asked several times; what was read until then is kept
     * @throws StripeRefused if Stripe does not tell
     * @throws StripePayments.TooMany if there is more of a day than is read
     */
    @Retry(maxRetries = RETRIES, retryOn = Unavailable.class) // reading can be repeated
    public void read(LocalDate from) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        BalanceBook.Days before = book.days().orElse(new BalanceBook.Days(from, from.minusDays(1)));
        for (LocalDate day = before.first().minusDays(1); !day.isBefore(from); day = day.minusDays(1)) {
            day(day);
        }
        LocalDate again = before.last().minusDays(againDays - 1L);
        LocalDate first = again.isBefore(before.first()) ? before.first() : again;
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            day(day);
        }
        payouts(today.minusDays(payoutDays));
    }

    /**
     * The tax in the total of an invoice, in the smallest unit of its currency; none of an invoice that there is not.
     *
     * @throws Unavailable if Stripe does not answer, asked several times
     * @throws StripeRefused if Stripe does not tell
     */
    @Retry(maxRetries = RETRIES, retryOn = Unavailable.class)
    public long taxCents(String stripeInvoice) {
        Invoice invoice;
        try {
            invoice = stripe.ask(client -> client.v1().invoices().retrieve(stripeInvoice));
        } catch (StripeRefused e) {
            if (e.isNotFound()) {
                return 0;
            }
            throw e;
        }
        return invoice.getTotalExcludingTax() == null ? 0 : invoice.getTotal() - invoice.getTotalExcludingTax();
    }

    private void day(LocalDate day) {
        movements(
                BalanceTransactionListParams.builder()
                        .setCreated(BalanceTransactionListParams.Created.builder()
                                .setGte(seconds(day))
                                .setLt(seconds(day.plusDays(1)))
                                .build()),
                null);
        book.read(day);
    }

    private void movements(BalanceTransactionListParams.Builder wanted, String payoutId) {
        BalanceTransactionListParams list =
                wanted.setLimit(Stripe.PAGE).addExpand("data.source").build();
        List<BalanceMovement> page = new ArrayList<>();
        this.<BalanceTransaction>each(
                client -> client.v1().balanceTransactions().list(list), movement -> {
                    page.add(BalanceMovement.of(movement, payoutId));
                    if (page.size() == Stripe.PAGE) {
                        book.keep(page);
                        page.clear();
                    }
                });
        book.keep(page);
    }

    /** Those made since a day, and what is in them once that is settled. */
    private void payouts(LocalDate since) {
        PayoutListParams list = PayoutListParams.builder()
                .setLimit(Stripe.PAGE)
                .setCreated(PayoutListParams.Created.builder()
                        .setGte(seconds(since))
                        .build())
                .build();
        List<String> completed = new ArrayList<>();
        this.<Payout>each(client -> client.v1().payouts().list(list), payout -> {
            book.keep(payout);
            if (payout.getAutomatic() && COMPLETED.equals(payout.getReconciliationStatus())) {
                completed.add(payout.getId());
            }
        });
        completed.stream().filter(payout -> !book.isItemized(payout)).forEach(payout -> {
            movements(BalanceTransactionListParams.builder().setPayout(payout), payout);
            book.itemized(payout);
        });
    }

    private <T extends HasId> void each(Stripe.Request<StripeCollection<T>> list, Consumer<T> taken) {
        stripe.through(list, all -> {
            long left = Math.multiplyExact(maxPages, Stripe.PAGE);
            for (T one : all) {
                if (left == 0) {
                    throw new StripePayments.TooMany(maxPages);
                }
                left--;
                taken.accept(one);
            }
            return null;
        });
    }

    private static long seconds(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }
}
