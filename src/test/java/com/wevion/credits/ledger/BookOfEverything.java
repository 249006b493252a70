package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.operation.Reversal.Amounts.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.ReferenceKind;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.Reversed;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.Void;
import com.wevion.credits.ledger.operation.WorkCharge;
import com.wevion.credits.ledger.operation.WorkReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Books of a team in which there is something of every kind, written by the ledger; the rows of its callers are those of
 * {@code checks/everything.sql}. In SQL a name in braces stands for what has it: {@code {wallet}} for the id of an account, any other for
 * a UUID, always the same one.
 */
final class BookOfEverything implements AutoCloseable {
    static final Path FOLDER = Path.of("src/test/resources/checks");
    private static final Pattern NAME = Pattern.compile("\\{([a-z][a-z0-9 ]*)}");
    private static final String NAMES_ITS_MODEL = "{\"price\":{\"model\":\"GPT\"}}";

    final TestLedger book = new TestLedger();
    private final AccountState wallet;
    private final AccountState creative;

    BookOfEverything() {
        book.accounts.open(id("team"), 10_000_000_000L);
        book.accounts.open(id("other team"), 0);
        wallet = book.accounts.of(id("team"), AccountKind.CREDITS);
        creative = book.accounts.of(id("team"), AccountKind.CREATIVE);
        book.clock.advance(Duration.ofHours(-1));
        creativeWork();
        book.clock.advance(Duration.ofMinutes(45));
        bills();
        credits();
        refundsAndDisputes();
        debts();
        book.database.execute(sql(everything()));
    }

    private void credits() {
        post(wallet, "purchase", 5_000, EntryType.PURCHASE, ReferenceKind.PURCHASE);
        hold(wallet, "open chat", HoldKind.CHAT_MESSAGE, NAMES_ITS_MODEL, 10);
        charge(wallet, "chat", HoldKind.CHAT_MESSAGE, NAMES_ITS_MODEL, 100, 60);
        charge(wallet, "old chat", HoldKind.CHAT_MESSAGE, "{}", 5, 5);
    }

    private void refundsAndDisputes() {
        post(wallet, "disputed purchase", 2_000, EntryType.PURCHASE, ReferenceKind.PURCHASE);
        assertThat(reverse("refund", ReferenceKind.REFUND, NONE.clawBack(1_000)).movedUnits())
                .isEqualTo(1_000);
        assertThat(reverse("failed refund", ReferenceKind.REFUND, NONE.reinstate(200))
                        .movedUnits())
                .isEqualTo(200);
        assertThat(reverse("dispute", ReferenceKind.DISPUTE, NONE.freeze(2_000)).frozenUnits())
                .isEqualTo(2_000);
        assertThat(reverse(
                                "lost dispute",
                                ReferenceKind.DISPUTE,
                                NONE.unfreeze(2_000).clawBack(2_000))
                        .movedUnits())
                .isEqualTo(2_000);
        assertThat(reverse("won dispute", ReferenceKind.DISPUTE, NONE.reinstate(2_000))
                        .movedUnits())
                .isEqualTo(2_000);
    }

    /** One is paid by a purchase, the next by a clawback as far as that goes; what is left stays owed. */
    private void debts() {
        post(wallet, "owed purchase", 3_000, EntryType.PURCHASE, ReferenceKind.PURCHASE);
        post(wallet, "correction", -9_000, EntryType.ADJUSTMENT, ReferenceKind.ADJUSTMENT);
        assertThat(reverse("owed refund", ReferenceKind.REFUND, NONE.clawBack(3_000))
                        .movedUnits())
                .isEqualTo(125);
        post(wallet, "paying purchase", 3_000, EntryType.PURCHASE, ReferenceKind.PURCHASE);
        assertThat(reverse("second refund", ReferenceKind.REFUND, NONE.clawBack(1_500))
                        .movedUnits())
                .isEqualTo(125);
        post(wallet, "gift", 600, EntryType.ADJUSTMENT, ReferenceKind.ADJUSTMENT);
        assertThat(reverse("third refund", ReferenceKind.REFUND, NONE.clawBack(100))
                        .movedUnits())
                .isZero();
        post(wallet, "second gift", 400, EntryType.ADJUSTMENT, ReferenceKind.ADJUSTMENT);
        assertThat(reverse("open dispute", ReferenceKind.DISPUTE, NONE.freeze(300))
                        .frozenUnits())
                .isEqualTo(300);
    }

    private void creativeWork() {
        charge(creative, "job", HoldKind.JOB, "{}", 30_000_000, 25_000_000);
        charge(creative, "large job", HoldKind.JOB, "{}", 600_000_000, 600_000_000);
        hold(creative, "failed job", HoldKind.JOB, "{}", 1_000);
        book.ledger.post(new Void(id("failed job"), creative.accountId(), new WorkReport(new byte[1], "{}")));
        hold(creative, "late job", HoldKind.JOB, "{}", 1_000);
        book.clock.advance(TestLedger.HOLD_TIME);
        assertThatThrownBy(() -> settle(creative, "late job", 1_000)).isInstanceOf(HoldEndedOtherwise.class);
    }

    private void bills() {
        post(creative, "bill", 620_000_000, EntryType.PAYMENT, ReferenceKind.CREATIVE_BILL);
        post(creative, "bill refund", -100_000_000, EntryType.PAYMENT, ReferenceKind.BILL_REFUND);
        post(creative, "bill dispute", -20_000_000, EntryType.PAYMENT, ReferenceKind.BILL_DISPUTE);
        post(creative, "bill dispute won", 20_000_000, EntryType.PAYMENT, ReferenceKind.BILL_DISPUTE);
        post(creative, "creative correction", -30_000_000, EntryType.ADJUSTMENT, ReferenceKind.ADJUSTMENT);
        charge(creative, "last job", HoldKind.JOB, "{}", 70_000_000, 70_000_000);
        hold(creative, "open job", HoldKind.JOB, "{}", 50_000_000);
    }

    private void post(AccountState account, String name, long units, EntryType type, ReferenceKind kind) {
        UUID person = type == EntryType.PAYMENT ? null : TestLedger.ALICE;
        book.ledger.post(
                Posting.of(type, kind, id(name), account.accountId(), units).by(person));
    }

    private Reversed reverse(String name, ReferenceKind kind, Reversal.Amounts amounts) {
        UUID id = id(name);
        return book.ledger.post(new Reversal(id, wallet.accountId(), amounts, kind, "{}", new Once(id, -1)));
    }

    private void charge(AccountState account, String name, HoldKind kind, String terms, long held, long charged) {
        hold(account, name, kind, terms, held);
        settle(account, name, charged);
    }

    private void settle(AccountState account, String name, long units) {
        boolean chat = name.endsWith("chat");
        String service = chat ? "CHAT" : "IMAGE";
        String engine = chat ? "GPT" : "FLUX";
        book.ledger.post(new Settle(
                id(name),
                account.accountId(),
                new WorkCharge(units, service, engine, 1, "{}"),
                new WorkReport(new byte[1], "{}")));
    }

    private void hold(AccountState account, String name, HoldKind kind, String terms, long units) {
        book.ledger.post(Hold.of(
                new AdmittedWork(
                        id(name),
                        account.accountId(),
                        account.teamId(),
                        kind,
                        TestLedger.ALICE,
                        units,
                        book.clock.instant().plus(TestLedger.HOLD_TIME),
                        terms),
                name,
                new byte[1]));
    }

    /** A statement with what its names stand for. */
    String sql(String text) {
        return NAME.matcher(text).replaceAll(name -> Matcher.quoteReplacement(meaning(name)));
    }

    private String meaning(java.util.regex.MatchResult name) {
        return switch (name.group(1)) {
            case "wallet" -> account("team", AccountKind.CREDITS);
            case "creative" -> account("team", AccountKind.CREATIVE);
            case "other wallet" -> account("other team", AccountKind.CREDITS);
            case "other creative" -> account("other team", AccountKind.CREATIVE);
            case "alice" -> TestLedger.ALICE.toString();
            default -> id(name.group(1)).toString();
        };
    }

    private String account(String team, AccountKind kind) {
        return Long.toString(book.accounts.idOf(id(team), kind));
    }

    private static UUID id(String name) {
        String debtPaidBy = "debt paid by ";
        return name.startsWith(debtPaidBy)
                ? Reversal.debtPaymentOf(id(name.substring(debtPaidBy.length())))
                : UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
    }

    private static String everything() {
        try {
            return Files.readString(FOLDER.resolve("everything.sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        book.close();
    }
}
