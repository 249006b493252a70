package com.wevion.credits.balance.focus;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.catalog.Service;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.UsageRows;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.StripeSimulator;
import com.wevion.credits.ledger.book.EntryType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Every kind of entry that the ledger can write, made as the service makes it, has its row in the export. */
@WithService
class FocusEntriesIT {
    private static final String KINDS = """
            SELECT concat_ws(' ', a.kind, e.type, e.reference_kind, e.service)
              FROM entry e JOIN account a ON a.id = e.account_id WHERE a.team_id = ?""";

    private final LocalService service;
    private final StripeSimulator stripe;
    private final TestTeam team;
    private final FocusTeam focus;

    FocusEntriesIT(LocalService service) {
        this.service = service;
        this.stripe = service.stripe();
        this.team = TestTeam.paid(service);
        this.focus = new FocusTeam(service, team);
    }

    @Test
    void everyKindOfEntryHasItsRowAndTheSumsAreThoseOfTheLedger_D15() {
        focus.usesEverything("CREDITS", 100_000);
        moneyGoesBackAndComesAgain();
        debtsArePaid();
        focus.usesEverything("METERED", 0);
        String invoice = focus.aBillIsPaid();
        stripe.refund(focus.paymentOfTheBill(), 10);
        focus.awaitPayments(2);
        focus.work(Service.IMAGE);

        List<CSVRecord> rows = focus.export();

        assertThat(new TreeSet<>(UsageRows.strings(service, KINDS, team.id()))).isEqualTo(everyKind());
        assertEveryEntryHasOneRow(rows);
        // Four packages of 5.00, of which 3.33 and 5.00 went back; what went back and came again is in neither.
        assertThat(sum(rows, of("CREDITS"), "BilledCost")).isEqualByComparingTo("11.67");
        assertThat(sum(rows, of("CREDITS"), "EffectiveCost"))
                .isEqualByComparingTo(worth("a.kind = 'CREDITS' AND e.type = 'USAGE'"));
        assertThat(sum(rows, of("CREATIVE"), "BilledCost"))
                .isEqualByComparingTo(worth("a.kind = 'CREATIVE' AND e.type <> 'PAYMENT'"));
        assertInvoices(rows, invoice);
        assertSameInVersion1_4(rows, focus.export("1.4"));
        assertOurImporterReads(rows.size(), "1.2");
        assertOurImporterReads(rows.size(), "1.4");
    }

    /** Version 1.4 tells the line of the invoice beside: each price of the bill has one, and the corrections have another. */
    private static void assertSameInVersion1_4(List<CSVRecord> before, List<CSVRecord> rows) {
        assertThat(rows).hasSameSizeAs(before);
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> old = before.get(i).toMap();
            assertThat(old.remove("ProviderName")).isEqualTo("AI Credits");
            assertThat(old.remove("PublisherName")).isEqualTo("AI Credits");
            assertThat(rows.get(i).toMap())
                    .containsAllEntriesOf(old)
                    .containsEntry("ServiceProviderName", "AI Credits")
                    .containsEntry("HostProviderName", "AI Credits");
        }
        Map<String, Set<String>> lines = rows.stream()
                .filter(of("CREATIVE"))
                .filter(row -> !row.get("InvoiceId").isEmpty())
                .filter(row -> !row.get("x_EntryType").equals("PAYMENT"))
                .collect(Collectors.groupingBy(
                        row -> row.get("x_EntryType") + row.get("SkuId"),
                        Collectors.mapping(row -> row.get("InvoiceDetailId"), Collectors.toSet())));
        assertThat(lines.values()).allSatisfy(numbers -> assertThat(numbers).hasSize(1));
        assertThat(lines.values().stream().flatMap(Set::stream))
                .doesNotHaveDuplicates()
                .allMatch(number -> number.matches("[1-9][0-9]*"));
        assertThat(rows)
                .filteredOn(row -> row.get("x_EntryType").equals("PURCHASE"))
                .extracting(row -> row.get("InvoiceDetailId"))
                .containsOnly("1");
    }

    @Test
    void whatGoesBackIsBilledBackAlsoWhenEverythingIsSpent_D15() {
        String payment = focus.buy(500);
        team.adjust("CREDITS", "-5000");
        String first = stripe.refund(payment, 200);
        focus.awaitBalance("credits.debt", "2000");
        stripe.failRefund(first);
        focus.awaitBalance("credits.debt", "0");
        stripe.refund(payment, 500);
        focus.awaitBalance("credits.debt", "5000");

        List<CSVRecord> rows = focus.export();

        assertThat(rows.stream().filter(row -> row.get("x_EntrySequence").isEmpty()))
                .extracting(
                        row -> row.get("BilledCost") + " " + row.get("x_ReferenceKind") + " " + row.get("InvoiceId"))
                .containsExactly("-5.0 REFUND " + payment, "2.0 REFUND " + payment, "-2.0 REFUND " + payment);
        assertThat(sum(rows, of("CREDITS"), "BilledCost")).isEqualByComparingTo("0");
        assertThat(sum(rows, of("CREDITS"), "x_Amount")).isEqualByComparingTo("0");
    }

    @Test
    void aDebtThatAnotherRefundCollectsHasARowOfItsOwnAndNoCharge_D15() {
        String spent = focus.buy(500);
        String later = focus.buy(500);
        team.adjust("CREDITS", "-10000");
        stripe.refund(spent, 500);
        focus.awaitBalance("credits.debt", "5000");
        team.adjust("CREDITS", "7000");
        stripe.refund(later, 200);
        focus.awaitBalance("credits.debt", "0");

        List<CSVRecord> rows = focus.export();

        assertEveryEntryHasOneRow(rows);
        assertThat(rows.stream().filter(row -> row.get("x_EntryType").equals("CLAWBACK")))
                .extracting(row -> String.join(
                        " ",
                        row.get("x_ReferenceKind"),
                        row.get("x_Amount"),
                        row.get("ChargeCategory"),
                        row.get("BilledCost"),
                        row.get("InvoiceId")))
                .containsExactly("REFUND -2000 Purchase -2.0 " + later, "DEBT -5000 Adjustment 0.0 ");
        assertThat(sum(rows, of("CREDITS"), "BilledCost")).isEqualByComparingTo("3");
    }

    private static Set<String> everyKind() {
        Stream<String> usage = Arrays.stream(Service.values())
                .filter(Service::isCreative)
                .flatMap(what -> Stream.of("CREDITS USAGE JOB " + what, "CREATIVE USAGE JOB " + what));
        Set<String> kinds = new TreeSet<>(List.of(
                "CREDITS PURCHASE PURCHASE",
                "CREDITS USAGE CHAT_MESSAGE CHAT",
                "CREDITS CLAWBACK REFUND",
                "CREDITS CLAWBACK DISPUTE",
                "CREDITS CLAWBACK DEBT",
                "CREDITS REINSTATEMENT REFUND",
                "CREDITS REINSTATEMENT DISPUTE",
                "CREDITS ADJUSTMENT ADJUSTMENT",
                "CREATIVE ADJUSTMENT ADJUSTMENT",
                "CREATIVE PAYMENT CREATIVE_BILL",
                "CREATIVE PAYMENT BILL_REFUND"));
        usage.forEach(kinds::add);
        assertThat(Arrays.stream(EntryType.values()).map(EntryType::name))
                .allSatisfy(type -> assertThat(kinds).anyMatch(kind -> kind.contains(" " + type + " ")));
        return kinds;
    }

    /** 3.33 of a purchase with tax stay gone, nothing of a disputed one. */
    private void moneyGoesBackAndComesAgain() {
        String taxed = focus.buy(595);
        stripe.refund(taxed, 198);
        focus.awaitEntries("CLAWBACK", 1);
        stripe.refund(taxed, 198);
        focus.awaitEntries("CLAWBACK", 2);
        String last = stripe.refund(taxed, 199);
        focus.awaitEntries("CLAWBACK", 3);
        stripe.failRefund(last);
        focus.awaitEntries("REINSTATEMENT", 1);
        String dispute = stripe.dispute(focus.buy(500));
        stripe.closeDispute(dispute, false);
        focus.awaitEntries("CLAWBACK", 4);
        stripe.change(dispute, lost -> lost.put("status", "won"));
        stripe.emit("charge.dispute.closed", dispute);
        focus.awaitEntries("REINSTATEMENT", 2);
    }

    /** A purchase whose credits are spent is refunded, and the next one pays what is owed (D15). */
    private void debtsArePaid() {
        String spent = focus.buy(500);
        team.adjust("CREDITS", "-" + team.balance("credits.balance"));
        stripe.refund(spent, 500);
        focus.awaitBalance("credits.debt", "5000");
        focus.buy(500);
        assertThat(team.balance("credits.debt")).isEqualTo("0");
    }

    private void assertEveryEntryHasOneRow(List<CSVRecord> rows) {
        for (String account : List.of("CREDITS", "CREATIVE")) {
            List<String> numbers = UsageRows.strings(
                    service,
                    "SELECT e.sequence FROM entry e JOIN account a ON a.id = e.account_id WHERE a.team_id = ? AND a.kind = '"
                            + account + "'",
                    team.id());
            assertThat(rows.stream()
                            .filter(of(account))
                            .map(row -> row.get("x_EntrySequence"))
                            .filter(number -> !number.isEmpty()))
                    .containsExactlyInAnyOrderElementsOf(numbers);
        }
        assertThat(sum(rows, of("CREDITS"), "x_Amount")).isEqualByComparingTo(team.balance("credits.balance"));
        assertThat(sum(rows, of("CREATIVE"), "x_Amount").negate())
                .isEqualByComparingTo(team.balance("creative.accrued"));
    }

    /** The amount of entries, in USD. */
    private String worth(String which) {
        return UsageRows.strings(
                        service,
                        "SELECT -sum(e.amount_units) / 1e9 FROM entry e JOIN account a ON a.id = e.account_id WHERE a.team_id = ? AND "
                                + which,
                        team.id())
                .get(0);
    }

    private static Predicate<CSVRecord> of(String account) {
        return row -> row.get("x_Account").equals(account);
    }

    private static BigDecimal sum(List<CSVRecord> rows, Predicate<CSVRecord> which, String column) {
        return rows.stream()
                .filter(which)
                .map(row -> new BigDecimal(row.get(column)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The last work is in no bill yet; what credits pay is never in one. */
    private static void assertInvoices(List<CSVRecord> rows, String invoice) {
        List<CSVRecord> creative = rows.stream().filter(of("CREATIVE")).toList();
        assertThat(creative.get(0).get("InvoiceId")).isEmpty();
        assertThat(creative.subList(1, creative.size()))
                .extracting(row -> row.get("InvoiceId"))
                .containsOnly(invoice);
        assertThat(rows)
                .filteredOn(of("CREDITS"))
                .allSatisfy(row -> assertThat(row.get("InvoiceId"))
                        .isEqualTo(row.get("ChargeCategory").equals("Purchase") ? row.get("x_StripePayment") : ""));
    }

    private void assertOurImporterReads(int rows, String version) {
        Answer imported = Api.superAdmin(service)
                .send(
                        "POST",
                        "/api/v1/reconciliation/invoices?format=FOCUS&provider=P"
                                + UUID.randomUUID().toString().toUpperCase(Locale.ROOT),
                        focus.csv(version).body(),
                        "Idempotency-Key",
                        UUID.randomUUID().toString(),
                        "Content-Type",
                        "text/csv");
        assertThat(imported.status()).as(imported.body()).isEqualTo(202);
        assertThat(imported.text("refused")).as(imported.body()).isEqualTo("0");
        assertThat(imported.text("accepted")).isEqualTo(String.valueOf(rows));
    }
}
