package com.wevion.credits.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Direct debits by all designs, of one wallet and of many, in a short and a long history. */
final class SettledDebits implements Figure {
    static final String NAME = "settled-debits";
    private static final Duration WARM_UP = Duration.ofMillis(500);
    /** Until the code is compiled. */
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(3);

    private record Contender(Book book, Design design, Load.Work work) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Stage stage, Results results) throws Exception {
        Options options = stage.options();
        Duration warmUp = FIRST_WARM_UP;
        for (int wallets : options.wallets()) {
            for (int callers : options.callers()) {
                measure(stage, wallets, callers, warmUp, results);
                warmUp = WARM_UP;
            }
        }
        for (int entries : options.entries()) {
            Checks.mustHold(stage.lastBook(entries));
        }
    }

    private static void measure(Stage stage, int wallets, int callers, Duration warmUp, Results results)
            throws Exception {
        Map<Book, Sessions> sessions = new LinkedHashMap<>();
        try {
            List<Contender> contenders = new ArrayList<>();
            for (int entries : stage.options().entries()) {
                Book book = stage.book(entries);
                sessions.put(book, new Sessions(book.connectionUrl(), callers));
            }
            for (Design design : Design.wanted(stage.options())) {
                sessions.forEach((book, own) -> contenders.add(contender(book, design, own, wallets)));
            }
            for (Contender contender : contenders) {
                Load.closed(callers, warmUp, contender.work());
            }
            for (int round = 0; round < stage.options().rounds(); round++) {
                for (Contender contender : contenders) {
                    Results.Subject subject = new Results.Subject(
                            NAME,
                            contender.design().label(),
                            wallets,
                            callers,
                            contender.book().entries());
                    results.add(subject, Load.closed(callers, stage.options().time(), contender.work()));
                    contender.design().tidy(contender.book());
                }
            }
        } finally {
            for (Sessions each : sessions.values()) {
                each.close();
            }
        }
    }

    private static Contender contender(Book book, Design design, Sessions sessions, int wallets) {
        List<Wallet> own = book.walletsOf(design).subList(0, wallets);
        Design.Debit debit = design.on(book, sessions);
        return new Contender(
                book,
                design,
                caller -> debit.from(own.get(ThreadLocalRandom.current().nextInt(wallets))));
    }
}
