package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.TestLedger.credit;
import static com.wevion.credits.ledger.TestLedger.debit;
import static com.wevion.credits.ledger.TestLedger.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.operation.Expire;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.time.ComparedClock;
import com.wevion.credits.platform.time.ServiceClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server whose clock is wrong decides for nobody else, and writes nothing that is of another time than the database's. */
class LedgerClocksTest {
    private static final Duration FOUR_MINUTES = Duration.ofMinutes(4);
    private static final Duration SIXTEEN_MINUTES = Duration.ofMinutes(16);
    private static final Duration FOUR_HUNDRED_DAYS = Duration.ofDays(400);

    private final TestLedger book = new TestLedger();
    private final SettableClock machine = new SettableClock();
    private final ComparedClock clock = new ComparedClock(machine);
    private final Ledger other = book.node(clock);

    @AfterEach
    void close() {
        book.close();
    }

    private void compare() {
        try (Connection connection = book.pool.getConnection()) {
            clock.compare(connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void sweep() {
        DueHolds due = new DueHolds();
        due.ledger = other;
        due.holds = book.holds;
        due.batchSize = 7;
        due.release(HoldKind.CHAT_MESSAGE, clock.instant());
    }

    private List<Hold> freshHolds() {
        return IntStream.range(0, 20)
                .mapToObj(i -> book.hold(book.wallet(100), 10))
                .peek(book.ledger::post)
                .toList();
    }

    private HoldState state(Hold hold) {
        return book.holds.find(hold.holdId()).orElseThrow().state();
    }

    private void isOfNow(Instant at) {
        assertThat(at).isCloseTo(ServiceClock.REAL.instant(), within(30, ChronoUnit.SECONDS));
    }

    @Test
    void leavesEverybodysFreshHoldsOpenWhereAClockIsSixteenMinutesAhead_D4() {
        List<Hold> holds = freshHolds();
        machine.advance(SIXTEEN_MINUTES);
        compare();

        sweep();

        assertThat(holds).allMatch(hold -> state(hold) == HoldState.OPEN);
        for (int i = 0; i < holds.size(); i++) {
            isOfNow((i % 2 == 0 ? other : book.ledger)
                    .post(settle(holds.get(i), 10))
                    .at());
        }
        assertThat(book.violations()).isEmpty();
    }

    @Test
    void goesOnByTheDatabasesTimeWhereOnlyTheDatabaseNoticesThatAClockIsAhead() {
        AccountState wallet = book.wallet(100);
        Hold hold = book.hold(wallet, 10);
        book.ledger.post(hold);
        machine.advance(SIXTEEN_MINUTES.minusMinutes(2));

        isOfNow(other.post(debit(wallet, 1)).at());
        other.post(settle(hold, 10));

        assertThat(book.violations()).isEmpty();
    }

    @Test
    void refusesWhatIsFourHundredDaysAheadAndGoesOnWhenTheClockIsPutRight() {
        AccountState wallet = book.wallet(100);
        compare();
        machine.advance(FOUR_HUNDRED_DAYS);

        refusesTwoOperations(wallet);
    }

    @Test
    void refusesWhatIsFourHundredDaysAheadThoughItsClockWasNeverCompared() {
        AccountState wallet = book.wallet(100);
        machine.advance(FOUR_HUNDRED_DAYS);

        refusesTwoOperations(wallet);
    }

    private void refusesTwoOperations(AccountState wallet) {
        List<Hold> holds = freshHolds();
        List<EntryRecord> history = book.history(wallet);
        AccountState before = book.now(wallet);
        Posting debit = debit(wallet, 1);

        for (Posting refused : List.of(debit, credit(wallet, 1))) {
            assertThatThrownBy(() -> other.post(refused))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("The clock of this server is 34")
                    .hasMessageContaining("s ahead of its database's");
        }
        assertThatThrownBy(() -> other.expire(holds.stream()
                        .map(hold -> new Expire(hold.holdId(), hold.accountId()))
                        .toList()))
                .isInstanceOf(Unavailable.class);
        sweep();

        assertThat(book.now(wallet)).isEqualTo(before);
        assertThat(book.history(wallet)).isEqualTo(history);
        assertThat(holds).allMatch(hold -> state(hold) == HoldState.OPEN);
        machine.set(ServiceClock.REAL.instant());
        isOfNow(other.post(debit).at());
        Hold fresh = book.hold(wallet, 10, "fresh").within(50L);
        assertThat(other.post(fresh).expiresAt()).isEqualTo(fresh.expiresAt());
        isOfNow(other.post(settle(fresh, 10)).at());
        assertThat(book.violations()).isEmpty();
    }

    @Test
    void expiresNothingEarlyNorAnythingOfOthersWhereAClockIsBehind_D4() {
        List<Hold> holds = freshHolds();
        machine.set(machine.instant().minus(FOUR_MINUTES));
        compare();

        sweep();

        assertThat(clock.instant()).isEqualTo(machine.instant());
        assertThat(clock.ahead()).isCloseTo(FOUR_MINUTES.negated(), Duration.ofSeconds(30));
        holds.forEach(hold -> other.post(settle(hold, 10)));
        assertThat(book.violations()).isEmpty();
    }

    /** The holds that it places would end too soon for the others, and the work be free. */
    @Test
    void refusesToPostWhereItsClockIsFarBehind_D4() {
        AccountState wallet = book.wallet(100);
        machine.set(machine.instant().minus(SIXTEEN_MINUTES));
        compare();

        assertThatThrownBy(() -> other.post(book.hold(wallet, 10)))
                .isInstanceOf(Unavailable.class)
                .hasMessageMatching(
                        "The clock of this server is 9[56]\\d s behind its database's\\. Nothing was changed.*");
        assertThat(book.now(wallet).heldUnits()).isZero();
    }

    @Test
    void holdsOfAnAccountThatAWrongClockLeftInTheFutureLastAsLongAsOthers_D4() {
        AccountState wallet = book.wallet(100);
        book.database.executeAsSuperuser(
                "UPDATE account SET last_at = now() + interval '400 days' WHERE id = " + wallet.accountId());
        Hold hold = book.hold(wallet, 10);

        assertThat(book.ledger.post(hold).expiresAt()).isEqualTo(hold.expiresAt());

        assertThat(book.violations())
                .singleElement()
                .asString()
                .startsWith("no_time_is_in_the_future.sql what=ACCOUNT");
        book.clock.advance(TestLedger.HOLD_TIME);
        assertThatThrownBy(() -> book.ledger.post(settle(hold, 10)))
                .isInstanceOfSatisfying(
                        HoldEndedOtherwise.class,
                        refusal -> assertThat(refusal.state()).isEqualTo(HoldState.EXPIRED));
    }
}
