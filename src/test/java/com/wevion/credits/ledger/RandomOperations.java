package com.wevion.credits.ledger;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.Expire;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.Reversal.Amounts;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.Void;
import com.wevion.credits.ledger.operation.WorkCharge;
import com.wevion.credits.ledger.operation.WorkReport;
import com.wevion.credits.platform.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Operations of all kinds on the accounts of a few teams, many of them at odds with one another; a seed fixes them. */
final class RandomOperations {
    /** Shortly before the end of a month, so that small steps of the clock lead into the next. */
    static final Instant START = Instant.parse("2031-01-31T23:59:30Z");

    private static final List<UUID> MEMBERS = List.of(
            TestLedger.ALICE,
            UUID.fromString("00000000-0000-4000-8000-00000000000b"),
            UUID.fromString("00000000-0000-4000-8000-00000000000c"));
    private static final List<Duration> HOLD_TIMES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(30), TestLedger.HOLD_TIME, TestLedger.HOLD_TIME);
    private static final List<Duration> STEPS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(31), Duration.ofMinutes(16), Duration.ofDays(40));

    private final Random random;
    private final List<AccountState> accounts = new ArrayList<>();
    private final boolean largeAmounts;
    private final List<Hold> holds = new ArrayList<>();
    private final List<Posting> postings = new ArrayList<>();
    private final List<Reversal> reversals = new ArrayList<>();
    private int endable;

    /** Opens the accounts of one or two new teams; {@link #first} are the operations that fill them. */
    RandomOperations(Random random, TestLedger book) {
        this.random = random;
        this.largeAmounts = random.nextInt(8) == 0;
        int teams = 1 + random.nextInt(2);
        for (int team = 0; team < teams; team++) {
            UUID teamId = Ids.next();
            book.accounts.open(teamId, random.nextInt(400));
            accounts.add(book.accounts.of(teamId, AccountKind.CREDITS));
            accounts.add(book.accounts.of(teamId, AccountKind.CREATIVE));
        }
    }

    List<AccountState> accounts() {
        return accounts;
    }

    List<Long> accountIds() {
        return accounts.stream().map(AccountState::accountId).toList();
    }

    /** Credits for the prepaid accounts. */
    List<Operation<?>> first() {
        List<Operation<?>> first = new ArrayList<>();
        for (AccountState account : accounts) {
            if (account.kind() == AccountKind.CREDITS) {
                int times = largeAmounts ? 4 : 1;
                for (int time = 0; time < times; time++) {
                    first.add(TestLedger.credit(
                            account, largeAmounts ? Unit.LARGEST_UNITS - random.nextInt(3) : 1 + random.nextInt(600)));
                }
            }
        }
        return first;
    }

    /** The time by which the clock goes on. */
    Duration step() {
        return pick(STEPS);
    }

    /** From now on holds are ended that were made up to now; without a call, none. */
    void letHoldsEnd() {
        endable = holds.size();
    }

    /**
     * The next operation.
     *
     * @param keysAcrossAccounts true if a key may come again on the other account of its team
     */
    Operation<?> next(boolean keysAcrossAccounts) {
        int dice = random.nextInt(100);
        if (dice < 36 || endable == 0 && dice < 76) {
            return hold(keysAcrossAccounts);
        } else if (dice < 56) {
            Hold hold = endedNext();
            long units = random.nextInt(3) == 0 ? amount() : hold.amountUnits() * random.nextInt(3) / 2;
            return new Settle(
                    hold.holdId(),
                    accountOf(hold),
                    new WorkCharge(Math.min(units, Unit.LARGEST_UNITS), "CHAT", "DEFAULT", 1, "{}"),
                    new WorkReport(bytes("settle " + units), "{}"));
        } else if (dice < 76) {
            Hold hold = endedNext();
            return dice < 68
                    ? new Void(hold.holdId(), accountOf(hold), new WorkReport(bytes("void " + random.nextInt(2)), "{}"))
                    : new Expire(hold.holdId(), accountOf(hold));
        }
        return dice < 94 ? posting() : reversal();
    }

    /** Nothing is frozen here: what is given back must be what was frozen, which only the answer tells. */
    private Reversal reversal() {
        if (!reversals.isEmpty() && random.nextInt(4) == 0) {
            return pick(reversals);
        }
        long units = random.nextInt(450) - 149;
        AccountState wallet = accounts.get(random.nextInt(accounts.size() / 2) * 2);
        Reversal reversal =
                TestLedger.reversal(wallet, units > 0 ? Amounts.NONE.clawBack(units) : Amounts.NONE.reinstate(-units));
        reversals.add(reversal);
        return reversal;
    }

    /** Mostly one of the last holds, now and then one that nobody placed. */
    private Hold endedNext() {
        if (random.nextInt(25) == 0) {
            return hold(account(), "nobody's", 1);
        }
        int back = random.nextInt(random.nextInt(endable) + 1);
        return holds.get(endable - 1 - back);
    }

    /** Mostly the account of the hold. */
    private long accountOf(Hold hold) {
        return random.nextInt(12) == 0 ? account().accountId() : hold.accountId();
    }

    private Hold hold(boolean keysAcrossAccounts) {
        Hold hold;
        if (!holds.isEmpty() && random.nextInt(4) == 0) {
            Hold earlier = pick(holds);
            AccountState account = accounts.stream()
                    .filter(each -> keysAcrossAccounts && random.nextInt(3) == 0
                            ? each.teamId().equals(earlier.work().teamId())
                            : each.accountId() == earlier.accountId())
                    .findFirst()
                    .orElseThrow();
            hold = random.nextInt(3) > 0
                    ? repeated(earlier, account)
                    : hold(account, earlier.idempotencyKey(), amount());
        } else {
            hold = hold(account(), "key " + Ids.next(), amount());
        }
        holds.add(hold);
        return hold;
    }

    private Hold hold(AccountState account, String key, long units) {
        boolean partial = random.nextBoolean();
        Long cap = random.nextInt(3) == 0 ? (Long) (long) random.nextInt(500) : null;
        UUID user = pick(MEMBERS);
        byte[] fingerprint = bytes(units + (partial ? " or less" : "") + " of " + user + " up to " + cap);
        return hold(account, key, fingerprint, user, units, partial, cap);
    }

    /** The same request, as a caller makes it again: the id and the time it may last are new. */
    private Hold repeated(Hold hold, AccountState account) {
        return hold(
                account,
                hold.idempotencyKey(),
                hold.fingerprint(),
                hold.userId(),
                hold.amountUnits(),
                hold.partial(),
                hold.memberCapUnits());
    }

    private Hold hold(
            AccountState account, String key, byte[] fingerprint, UUID user, long units, boolean partial, Long cap) {
        Hold hold = Hold.of(
                new AdmittedWork(
                        Ids.next(),
                        account.accountId(),
                        account.teamId(),
                        HoldKind.CHAT_MESSAGE,
                        user,
                        units,
                        START.plus(pick(HOLD_TIMES)),
                        "{}"),
                key,
                fingerprint);
        return (partial ? hold.orLess() : hold).within(cap);
    }

    private Posting posting() {
        AccountState account = account();
        Posting posting;
        if (!postings.isEmpty() && random.nextInt(4) == 0) {
            Posting earlier = pick(postings);
            boolean same = random.nextInt(3) > 0;
            posting = posting(
                    earlier.operationId(),
                    random.nextInt(6) == 0 ? account : stateOf(earlier.accountId()),
                    same ? earlier.amountUnits() : 1 + random.nextInt(50));
        } else {
            long units = Math.max(1, amount());
            posting = posting(Ids.next(), account, random.nextBoolean() ? units : -units);
        }
        postings.add(posting);
        return posting;
    }

    private Posting posting(UUID id, AccountState account, long units) {
        boolean prepaid = account.kind() == AccountKind.CREDITS;
        List<EntryType> types = units > 0
                ? List.of(prepaid ? EntryType.PURCHASE : EntryType.PAYMENT, EntryType.ADJUSTMENT)
                : List.of(prepaid ? EntryType.CLAWBACK : EntryType.USAGE, EntryType.USAGE, EntryType.ADJUSTMENT);
        UUID user = random.nextInt(4) == 0 ? null : pick(MEMBERS);
        return TestLedger.posting(id, account, units, pick(types), user);
    }

    private AccountState stateOf(long accountId) {
        return accounts.stream()
                .filter(account -> account.accountId() == accountId)
                .findFirst()
                .orElseThrow();
    }

    /** Mostly the first, so that operations meet. */
    private AccountState account() {
        return random.nextInt(5) < 3 ? accounts.get(0) : pick(accounts);
    }

    private long amount() {
        int dice = random.nextInt(20);
        if (largeAmounts && dice < 10) {
            return Unit.LARGEST_UNITS - random.nextInt(2) * 7L;
        }
        return dice == 10 ? 0 : dice < 17 ? random.nextInt(100) : random.nextInt(600);
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
