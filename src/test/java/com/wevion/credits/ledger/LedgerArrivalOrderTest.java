package com.wevion.credits.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.operation.Operation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The seed fixes the operations and the order in which they arrive, so also how they are combined: the ledger must answer
 * each as the reference does that takes one after the other. {@code -Dmodel.histories} multiplies the number of histories,
 * {@code -Dmodel.seed} is the first one's.
 */
class LedgerArrivalOrderTest {
    private static final int HISTORIES = 20 * Integer.getInteger("model.histories", 1);
    private static final long FIRST_SEED = Long.getLong("model.seed", 1);
    private static final int ROUNDS = 5;
    private static final int MAX_ARRIVALS = 30;
    private static final int GROUP = 40;
    private static final TestLedger BOOK = QuickCommits.ledger();

    @AfterAll
    static void close() {
        BOOK.close();
    }

    @Test
    void answersInTheOrderOfArrivalWhateverIsCombined() throws SQLException {
        try (Arrivals arrivals = new Arrivals(BOOK.database.url())) {
            for (int number = 1; number <= HISTORIES; number++) {
                new History(FIRST_SEED + number - 1).happens(arrivals);
                if (number % GROUP == 0 || number == HISTORIES) {
                    assertThat(BOOK.violations()).as("up to history %d", number).isEmpty();
                }
            }
        }
    }

    private static final class History {
        private final long seed;
        private final Random random;
        private final RandomOperations operations;
        private final ReferenceLedger reference = new ReferenceLedger();
        private final List<String> told = new ArrayList<>();

        History(long seed) {
            this.seed = seed;
            random = new Random(seed);
            operations = new RandomOperations(random, BOOK);
            operations.accounts().forEach(account -> reference.limit(account.accountId(), account.limitUnits()));
        }

        void happens(Arrivals arrivals) throws SQLException {
            BOOK.clock.set(RandomOperations.START);
            round(arrivals, operations.first());
            for (int round = 0; round < ROUNDS; round++) {
                operations.letHoldsEnd();
                List<Operation<?>> all = new ArrayList<>();
                int count = 1 + random.nextInt(MAX_ARRIVALS);
                for (int i = 0; i < count; i++) {
                    all.add(operations.next(false));
                }
                round(arrivals, all);
                change();
            }
        }

        private void round(Arrivals arrivals, List<Operation<?>> all) throws SQLException {
            told.add("-- the clock shows " + BOOK.clock.instant());
            List<Object> answers = arrivals.answers(BOOK.ledger, operations.accountIds(), all);
            for (int i = 0; i < all.size(); i++) {
                told.add(Answers.line(all.get(i), answers.get(i)));
                if (!sharesARefusal(all, answers, i)) {
                    Object expected = reference.apply(all.get(i), BOOK.clock.instant());
                    if (!expected.equals(answers.get(i))) {
                        fail("Seed %d: the last answer should be %s%n%s", seed, expected, Answers.story(told));
                    }
                }
            }
            assertThat(BookRows.of(BOOK.pool, operations.accountIds()))
                    .as("seed %d%n%s", seed, Answers.story(told))
                    .isEqualTo(reference.rows());
        }

        /** A repetition that waited together with what it repeats may be refused with it, as if it had come right after. */
        private static boolean sharesARefusal(List<Operation<?>> all, List<Object> answers, int index) {
            Operation<?> repetition = all.get(index);
            for (int i = 0; i < index; i++) {
                if (answers.get(i) instanceof ReferenceLedger.Refused
                        && answers.get(i).equals(answers.get(index))
                        && repetition.accountId() == all.get(i).accountId()
                        && repetition.subject().equals(all.get(i).subject())
                        && repetition.repeats(all.get(i))) {
                    return true;
                }
            }
            return false;
        }

        private void change() {
            int dice = random.nextInt(4);
            if (dice == 0) {
                BOOK.clock.advance(operations.step());
            } else if (dice == 1) {
                AccountState creative = operations.accounts().get(1);
                long limit = random.nextInt(300);
                BOOK.accounts.limitCreative(creative.teamId(), limit);
                reference.limit(creative.accountId(), limit);
                told.add("-- the limit of account " + creative.accountId() + " becomes " + limit);
            }
        }
    }
}
