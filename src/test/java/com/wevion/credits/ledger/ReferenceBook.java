package com.wevion.credits.ledger;

import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.Posting;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The memory of the reference ledger: limits, holds and entries. Every figure is summed up from these. */
final class ReferenceBook {
    /** A hold, as it was placed and, once it has ended, how. */
    record Placed(
            Hold order,
            long units,
            long availableAfter,
            Instant at,
            Instant expiresAt,
            HoldState state,
            byte[] fingerprint,
            Ending ending) {
        long account() {
            return order.accountId();
        }

        Admission admission(boolean replayed) {
            return new Admission(order.holdId(), replayed, units, availableAfter, expiresAt, at);
        }

        Placed ended(HoldState how, byte[] completion, Ending end) {
            return new Placed(order, units, availableAfter, at, expiresAt, how, completion, end);
        }
    }

    /** An entry. */
    record Line(
            long account,
            long sequence,
            UUID operation,
            Instant at,
            EntryType type,
            String reference,
            long units,
            long balance,
            long shortfall,
            UUID user) {}

    final Map<Long, Long> limits = new HashMap<>();
    final Map<UUID, Placed> holds = new LinkedHashMap<>();
    final List<Line> lines = new ArrayList<>();
    final Map<Long, Long> debts = new HashMap<>();
    /** Reversals that were made. */
    final Set<UUID> done = new HashSet<>();
    /** The time at which an account was last changed by a reversal, which need not make an entry. */
    final Map<Long, Instant> touched = new HashMap<>();

    ReferenceBook copy() {
        ReferenceBook copy = new ReferenceBook();
        copy.limits.putAll(limits);
        copy.holds.putAll(holds);
        copy.lines.addAll(lines);
        copy.debts.putAll(debts);
        copy.done.addAll(done);
        copy.touched.putAll(touched);
        return copy;
    }

    Optional<Placed> placed(Hold again) {
        return holds.values().stream()
                .filter(known -> known.order.work().teamId().equals(again.work().teamId())
                        && known.order.work().kind() == again.work().kind()
                        && known.order.idempotencyKey().equals(again.idempotencyKey()))
                .findFirst();
    }

    Optional<Line> posted(Posting again) {
        return of(again.accountId())
                .filter(known -> known.operation.equals(again.operationId()))
                .findFirst();
    }

    Line write(
            long account,
            UUID operation,
            Instant at,
            EntryType type,
            String reference,
            long units,
            long shortfall,
            UUID user) {
        long sequence = of(account).count() + 1;
        long balance = balance(account) + units;
        Line line = new Line(account, sequence, operation, at, type, reference, units, balance, shortfall, user);
        lines.add(line);
        return line;
    }

    private Stream<Line> of(long account) {
        return lines.stream().filter(line -> line.account == account);
    }

    private Stream<Placed> open(long account) {
        return holds.values().stream().filter(hold -> hold.account() == account && hold.state == HoldState.OPEN);
    }

    long balance(long account) {
        return of(account).mapToLong(Line::units).sum();
    }

    long held(long account) {
        return open(account).mapToLong(Placed::units).sum();
    }

    long available(long account) {
        return Math.max(0, limits.get(account) + balance(account) - held(account) - debt(account));
    }

    long debt(long account) {
        return debts.getOrDefault(account, 0L);
    }

    void owe(long account, long units) {
        debts.merge(account, units, Long::sum);
    }

    /** The part of the balance that is not held. */
    long free(long account) {
        return Math.max(0, balance(account) - held(account));
    }

    long held(long account, UUID user) {
        return open(account)
                .filter(hold -> hold.order.userId().equals(user))
                .mapToLong(Placed::units)
                .sum();
    }

    /** The charges of the member in the calendar month (UTC) of that time. */
    long charged(long account, UUID user, Instant at) {
        return -of(account)
                .filter(line -> line.type == EntryType.USAGE && user.equals(line.user))
                .filter(line -> month(line.at).equals(month(at)))
                .mapToLong(Line::units)
                .sum();
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }

    /** The time at which the account last changed. */
    Optional<Instant> lastAt(long account) {
        Stream<Instant> placed = holds.values().stream()
                .filter(hold -> hold.account() == account)
                .map(hold -> hold.ending == null ? hold.at : hold.ending.at());
        Stream<Instant> reversed = Stream.ofNullable(touched.get(account));
        return Stream.of(placed, of(account).map(Line::at), reversed)
                .flatMap(times -> times)
                .max(Instant::compareTo);
    }

    /** Everything, in the form of {@link BookRows}. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Long account : limits.keySet()) {
            Instant last = lastAt(account).orElse(null);
            long count = of(account).count();
            rows.add(BookRows.row("account", account, balance(account), held(account), debt(account), count, last));
            users(account).forEach(user -> {
                long charged = charged(account, user, last);
                long held = held(account, user);
                if (charged != 0 || held != 0) {
                    rows.add(BookRows.row("member", account, user, charged, held));
                }
            });
        }
        holds.values().forEach(hold -> rows.add(row(hold)));
        lines.forEach(line -> rows.add(BookRows.row(
                "entry",
                line.account,
                line.sequence,
                line.operation,
                line.at,
                line.type,
                line.reference,
                line.units,
                line.balance,
                line.shortfall,
                line.user)));
        rows.sort(null);
        return rows;
    }

    private Stream<UUID> users(long account) {
        Stream<UUID> holding = holds.values().stream()
                .filter(hold -> hold.account() == account)
                .map(hold -> hold.order.userId());
        return Stream.concat(holding, of(account).map(Line::user))
                .filter(user -> user != null)
                .distinct();
    }

    private static String row(Placed hold) {
        List<Object> row = new ArrayList<>(Arrays.asList(
                hold.order.holdId(),
                hold.account(),
                hold.order.userId(),
                hold.order.idempotencyKey(),
                hold.units,
                hold.availableAfter,
                hold.at,
                hold.expiresAt,
                hold.state));
        Ending end = hold.ending;
        row.addAll(
                end == null
                        ? Arrays.asList(null, null, null, null, null)
                        : List.of(
                                end.at(),
                                end.chargedUnits(),
                                end.shortfallUnits(),
                                end.balanceUnits(),
                                end.availableUnits()));
        return BookRows.row("hold", row.toArray());
    }
}
