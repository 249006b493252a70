package com.wevion.credits.benchmark;

import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.platform.Ids;
import java.util.List;

/** Ways to make a debit of one wallet; each has wallets of its own. */
enum Design {
    /** Our own: concurrent calls are combined into one transaction. */
    LEDGER {
        @Override
        Debit on(Book book, Sessions sessions) {
            Ledger ledger = book.ledger().ledger();
            return wallet -> ledger.post(
                    Posting.of(EntryType.USAGE, Chain.USED_KIND, Ids.next(), wallet.accountId(), -AMOUNT_UNITS)
                            .explained(EXPLANATION));
        }
    },
    /** The client locks the row, decides, writes and commits. */
    ROW_LOCK {
        @Override
        Debit on(Book book, Sessions sessions) {
            RowLock rowLock = new RowLock();
            return wallet ->
                    sessions.use(session -> rowLock.debit(session, wallet.accountId(), AMOUNT_UNITS, EXPLANATION));
        }
    },
    /** One call of a database function per operation. */
    FUNCTION {
        @Override
        Debit on(Book book, Sessions sessions) {
            FunctionCall function = new FunctionCall();
            return wallet ->
                    sessions.use(session -> function.debit(session, wallet.accountId(), AMOUNT_UNITS, EXPLANATION));
        }
    },
    /** No ledger at all: the bare change of one row. */
    HOT_ROW {
        private final String update = Statements.of("hot-row.sql").get(0);

        @Override
        Debit on(Book book, Sessions sessions) {
            return wallet -> sessions.use(session -> {
                var statement = session.statement(update);
                statement.setLong(1, wallet.accountId());
                statement.executeUpdate();
            });
        }

        @Override
        void tidy(Book book) {
            book.balancesAsInTheLastEntry(book.walletsOf(this));
        }
    };

    /** The typical chat message: 63 credits. */
    static final long AMOUNT_UNITS = 63_000_000;

    static final String EXPLANATION =
            "{\"quantity\":3000,\"unit\":\"credits\",\"catalogVersion\":1,\"rounding\":\"HALF_EVEN\"}";

    /** One debit. */
    @FunctionalInterface
    interface Debit {
        void from(Wallet wallet) throws Exception;
    }

    abstract Debit on(Book book, Sessions sessions);

    /** Puts right what a measurement left. */
    void tidy(Book book) {}

    /** As in {@code row-lock}. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static List<Design> wanted(Options options) {
        return List.of(values()).stream()
                .filter(design -> options.wantsDesign(design.label()))
                .toList();
    }
}
