package com.wevion.credits.balance;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.ledger.AccountKind;
import com.wevion.credits.ledger.AccountState;
import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.ledger.Entries;
import com.wevion.credits.ledger.EntryRecord;
import com.wevion.credits.ledger.EntryType;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Json;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The charges of a team in a month as rows of FOCUS 1.2, part by part. */
@ApplicationScoped
class FocusExport {
    /** Rows, and the number of the entry that the next part is before; 0 after the last one. */
    record Part(List<FocusRow> rows, long before) {}

    private static final int ENTRIES_AT_A_TIME = 1_000;

    @Inject
    Accounts accounts;

    @Inject
    Entries entries;

    @Inject
    Teams teams;

    @Inject
    @ConfigProperty(name = "credits.focus.provider.name")
    String provider;

    /**
     * The charges of an account, newest first.
     *
     * @param before the number of the entry that all are below
     * @throws NotFound if there is no such team
     */
    Part part(UUID teamId, AccountKind kind, FocusMonth month, long before) {
        AccountState account = accounts.of(teamId, kind);
        List<EntryRecord> found = entries.before(account, before, ENTRIES_AT_A_TIME, month.filter());
        String team = teams.name(teamId);
        Map<UUID, String> names = teams.displayNames(
                teamId,
                found.stream().map(EntryRecord::userId).filter(Objects::nonNull).collect(Collectors.toSet()));
        List<FocusRow> rows = found.stream()
                .filter(entry -> entry.type() != EntryType.PAYMENT)
                .map(entry ->
                        row(account, entry, month, team, entry.userId() == null ? null : names.get(entry.userId())))
                .toList();
        boolean last = found.size() < ENTRIES_AT_A_TIME;
        return new Part(rows, last ? 0 : found.get(found.size() - 1).sequence());
    }

    private FocusRow row(AccountState account, EntryRecord entry, FocusMonth month, String team, String userName) {
        FocusRow row = FocusCharge.of(entry, origin(account, entry));
        var at = entry.at().truncatedTo(ChronoUnit.SECONDS);
        JsonNode explanation = Json.stored(entry.explanation(), JsonNode.class);
        return row.set("BillingAccountId", account.teamId())
                .text("BillingAccountName", team)
                .set("BillingAccountType", "Team")
                .set("BillingCurrency", "USD")
                .time("BillingPeriodStart", month.start())
                .time("BillingPeriodEnd", month.end())
                .time("ChargePeriodStart", at)
                .time("ChargePeriodEnd", at.plusSeconds(1))
                .text("InvoiceIssuerName", provider)
                .text("ProviderName", provider)
                .text("PublisherName", provider)
                .set("x_Account", entry.account())
                .set("x_Amount", entry.account().unit().format(entry.amountMicros()))
                .set("x_AmountUnit", entry.account().unit().code())
                .set("x_BalanceAfter", entry.account().unit().format(entry.balanceAfterMicros()))
                .set("x_EntrySequence", entry.sequence())
                .set("x_EntryType", entry.type())
                .set("x_ReferenceId", entry.operationId())
                .set("x_ReferenceKind", entry.referenceKind())
                .text("x_StripePayment", explanation.path("stripePayment").asText(null))
                .set("x_UserId", entry.userId())
                .text("x_UserName", userName);
    }

    /** The purchase that money went back of; there is one, as credits are only taken back of what was bought. */
    private FocusCharge.Origin origin(AccountState account, EntryRecord entry) {
        if (entry.type() != EntryType.CLAWBACK && entry.type() != EntryType.REINSTATEMENT) {
            return null;
        }
        String purchase = Json.stored(entry.explanation(), JsonNode.class)
                .path("purchaseId")
                .asText(null);
        return new FocusCharge.Origin(Ids.find(purchase)
                .flatMap(id -> entries.ofOperation(account, id))
                .orElseThrow(() -> new IllegalStateException(
                        "Entry %d of account %d names no purchase".formatted(entry.sequence(), account.accountId()))));
    }
}
