package com.wevion.credits.benchmark;

import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.WorkCharge;
import com.wevion.credits.ledger.operation.WorkReport;
import com.wevion.credits.platform.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The life of a chat message in the ledger: a hold, then its settlement; one operation is the pair. */
final class HoldAndSettle implements Figure {
    static final String NAME = "hold-and-settle";
    private static final int USERS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final byte[] FINGERPRINT = new byte[32];
    private static final String COMPLETION = "{\"outcome\":\"SUCCEEDED\",\"inputTokens\":2000,\"outputTokens\":1000}";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Stage stage, Results results) throws Exception {
        Options options = stage.options();
        int entries = options.fewestEntries();
        for (int callers : options.callers()) {
            Book book = stage.book(entries);
            Load.closed(callers, WARM_UP, pairs(book, 1));
            for (int round = 0; round < options.rounds(); round++) {
                for (int wallets : options.wallets()) {
                    results.add(
                            new Results.Subject(NAME, Design.LEDGER.label(), wallets, callers, entries),
                            Load.closed(callers, options.time(), pairs(book, wallets)));
                }
            }
        }
        Checks.mustHold(stage.lastBook(entries));
    }

    private static Load.Work pairs(Book book, int wallets) {
        List<Wallet> own = book.walletsOf(Design.LEDGER);
        return caller ->
                pair(book.ledger().ledger(), own.get(ThreadLocalRandom.current().nextInt(wallets)), caller);
    }

    private static void pair(Ledger ledger, Wallet wallet, int caller) {
        UUID id = Ids.next();
        ledger.post(Hold.of(
                        new AdmittedWork(
                                id,
                                wallet.accountId(),
                                wallet.teamId(),
                                HoldKind.CHAT_MESSAGE,
                                new UUID(0x4000, 0x8000_0000_0000_0000L | caller % USERS),
                                Design.AMOUNT_UNITS,
                                Instant.now().truncatedTo(ChronoUnit.MICROS).plus(15, ChronoUnit.MINUTES),
                                Design.EXPLANATION),
                        id.toString(),
                        FINGERPRINT)
                .orLess());
        ledger.post(new Settle(
                id,
                wallet.accountId(),
                new WorkCharge(Design.AMOUNT_UNITS, "CHAT", "DEFAULT", 3_000, Design.EXPLANATION),
                new WorkReport(FINGERPRINT, COMPLETION)));
    }
}
