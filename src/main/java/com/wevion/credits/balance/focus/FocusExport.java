package com.wevion.credits.balance.focus;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.ledger.Entries;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The charges of a team in a month as rows of FOCUS, part by part: every entry of both accounts, and the money that went back
 * without one.
 */
@ApplicationScoped
class FocusExport {
    /** Rows, and how the next part is read, which is null after the last one. */
    record Part(List<FocusRow> rows, Supplier<Part> next) {}

    private static final int ROWS_AT_A_TIME = 1_000;
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    @Inject
    Accounts accounts;

    @Inject
    Entries entries;

    @Inject
    FocusReturns returns;

    @Inject
    FocusInvoices invoices;

    @Inject
    Teams teams;

    @Inject
    @ConfigProperty(name = "credits.focus.provider.name")
    String provider;

    /**
     * The first part: of the credits, newest first.
     *
     * @throws NotFound if there is no such team
     */
    Part first(UUID teamId, FocusMonth month) {
        return credits(accounts.of(teamId, AccountKind.CREDITS), month, Long.MAX_VALUE);
    }

    private Part credits(AccountState account, FocusMonth month, long before) {
        List<EntryRecord> found = entries.before(account, before, ROWS_AT_A_TIME, month.filter());
        Map<UUID, FocusReturn> returned = returns.of(found);
        List<FocusRow> rows = rows(account, found, month, entry -> {
            FocusReturn money = returned.get(entry.operationId());
            String payment = Json.stored(entry.explanation(), JsonNode.class)
                    .path("stripePayment")
                    .asText(null);
            return paid(FocusCharge.of(entry, money), money == null ? payment : money.payment());
        });
        return new Part(
                rows,
                found.size() < ROWS_AT_A_TIME
                        ? () -> withoutEntries(account, month, month.end(), AFTER_ALL)
                        : () -> credits(account, month, last(found).sequence()));
    }

    private Part withoutEntries(AccountState account, FocusMonth month, Instant before, UUID beforeId) {
        UUID teamId = account.teamId();
        List<FocusReturn> found = returns.withoutEntries(teamId, month, before, beforeId, ROWS_AT_A_TIME);
        String team = teams.name(teamId);
        return new Part(
                found.stream().map(money -> row(account, money, month, team)).toList(),
                found.size() < ROWS_AT_A_TIME
                        ? () -> creative(accounts.of(teamId, AccountKind.CREATIVE), month, Long.MAX_VALUE)
                        : () -> withoutEntries(
                                account, month, last(found).at(), last(found).id()));
    }

    private Part creative(AccountState account, FocusMonth month, long before) {
        List<EntryRecord> found = entries.before(account, before, ROWS_AT_A_TIME, month.filter());
        List<FocusInvoices.Stretch> billed = invoices.of(account.teamId(), found);
        List<FocusRow> rows = rows(account, found, month, entry -> billed(FocusCharge.of(entry, null), entry, billed));
        return new Part(
                rows,
                found.size() < ROWS_AT_A_TIME
                        ? () -> null
                        : () -> creative(account, month, last(found).sequence()));
    }

    /** Stripe's payment of a package stands for its invoice, whose only line is the package. */
    private static FocusRow paid(FocusRow row, String payment) {
        return row.text("InvoiceId", payment).set("InvoiceDetailId", payment == null ? null : 1);
    }

    /** The payment of a bill is on no line of it. */
    private static FocusRow billed(FocusRow row, EntryRecord entry, List<FocusInvoices.Stretch> billed) {
        String paid = Json.stored(entry.explanation(), JsonNode.class)
                .path("stripeInvoice")
                .asText(null);
        return billed.stream()
                .filter(stretch -> stretch.bills(entry))
                .findFirst()
                .map(stretch -> row.text("InvoiceId", stretch.invoice()).set("InvoiceDetailId", stretch.line(entry)))
                .orElseGet(
                        () -> row.text("InvoiceId", paid).set("InvoiceDetailId", paid == null ? null : entry.type()));
    }

    private static <T> T last(List<T> found) {
        return found.get(found.size() - 1);
    }

    private List<FocusRow> rows(
            AccountState account, List<EntryRecord> found, FocusMonth month, Function<EntryRecord, FocusRow> charge) {
        String team = teams.name(account.teamId());
        Map<UUID, String> names = teams.displayNames(
                account.teamId(),
                found.stream().map(EntryRecord::userId).filter(Objects::nonNull).collect(Collectors.toSet()));
        return found.stream()
                .map(entry -> row(charge.apply(entry), account, month, team, entry.at())
                        .set("x_Amount", entry.account().unit().format(entry.amountUnits()))
                        .set("x_BalanceAfter", entry.account().unit().format(entry.balanceAfterUnits()))
                        .set("x_EntrySequence", entry.sequence())
                        .set("x_EntryType", entry.type())
                        .set("x_ReferenceId", entry.operationId())
                        .set("x_ReferenceKind", entry.referenceKind())
                        .text(
                                "x_StripePayment",
                                Json.stored(entry.explanation(), JsonNode.class)
                                        .path("stripePayment")
                                        .asText(null))
                        .set("x_UserId", entry.userId())
                        .text("x_UserName", entry.userId() == null ? null : names.get(entry.userId())))
                .toList();
    }

    private FocusRow row(AccountState account, FocusReturn money, FocusMonth month, String team) {
        return paid(row(FocusCharge.of(money, money.at()), account, month, team, money.at()), money.payment())
                .set("x_Amount", "0")
                .set("x_ReferenceId", money.id())
                .set("x_ReferenceKind", money.cause())
                .text("x_StripePayment", money.payment());
    }

    private FocusRow row(FocusRow row, AccountState account, FocusMonth month, String team, Instant at) {
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        return row.set("BillingAccountId", account.teamId())
                .text("BillingAccountName", team)
                .set("BillingAccountType", "Team")
                .set("BillingCurrency", "USD")
                .time("BillingPeriodStart", month.start())
                .time("BillingPeriodEnd", month.end())
                .time("ChargePeriodStart", second)
                .time("ChargePeriodEnd", second.plusSeconds(1))
                .text("InvoiceIssuerName", provider)
                .text("ProviderName", provider)
                .text("PublisherName", provider)
                .text("ServiceProviderName", provider)
                .text("HostProviderName", provider)
                .set("x_Account", account.kind())
                .set("x_AmountUnit", account.kind().unit().code());
    }
}
