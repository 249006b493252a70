package com.wevion.credits.ledger;

import com.wevion.credits.platform.ArrayParameters;
import com.wevion.credits.platform.ArrayParameters.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;

/** Writes what was decided, by one call of the database function {@code write_changes}. */
final class Writer {
    private static final int PARAMETERS = 17;
    private static final String CALL =
            "SELECT write_changes(" + String.join(", ", Collections.nCopies(PARAMETERS, "?")) + ")";
    /** SQLSTATE of write_changes if a fact does not hold. */
    static final String OVERTAKEN = "CR001";
    /** SQLSTATE of write_changes if the decisions are of a time that the database's clock has not reached. */
    static final String AHEAD = "CR002";

    private static final String CONSTRAINT_VIOLATIONS = "23";

    private record Member(OpenAccount account, UUID userId, OpenAccount.OpenMember use) {}

    private Writer() {}

    /**
     * Whether nothing was written for a reason that may lie in what the decisions were made by: an account, a member or a hold is
     * not what it was remembered to be, which a constraint may notice first, or a key has been used.
     */
    static boolean isOvertaken(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return OVERTAKEN.equals(state) || state.startsWith(CONSTRAINT_VIOLATIONS);
    }

    /** Whether everything is written by one statement, which needs no transaction around it. */
    static boolean isOneStatement(Decisions decisions) {
        return decisions.companions().stream().allMatch(CompanionRows.class::isInstance);
    }

    /**
     * Writes the rows and those of the companions, in the connection's transaction.
     *
     * @param reached what the database's clock must show already
     */
    static void write(Connection connection, Decisions decisions, Instant reached) throws SQLException {
        if (decisions.changedAccounts().isEmpty()) {
            return;
        }
        Map<Class<?>, List<Companion>> companions = new LinkedHashMap<>();
        decisions
                .companions()
                .forEach(companion -> companions
                        .computeIfAbsent(companion.getClass(), type -> new ArrayList<>())
                        .add(companion));
        List<List<Companion>> along = companions.values().stream()
                .filter(all -> all.get(0) instanceof CompanionRows)
                .toList();
        try (PreparedStatement call = connection.prepareStatement(call(along))) {
            ArrayParameters arrays = new ArrayParameters(call);
            for (List<Companion> all : along) {
                ((CompanionRows) all.get(0)).bind(arrays, all);
            }
            bind(arrays, decisions, reached);
            call.execute();
        }
        for (List<Companion> all : companions.values()) {
            if (!(all.get(0) instanceof CompanionRows)) {
                all.get(0).write(connection, all);
            }
        }
    }

    private static String call(List<List<Companion>> along) {
        StringJoiner inserts = new StringJoiner(", ", "WITH ", " ").setEmptyValue("");
        for (int i = 0; i < along.size(); i++) {
            inserts.add("rows_" + i + " AS (" + ((CompanionRows) along.get(i).get(0)).insert() + ")");
        }
        return inserts + CALL;
    }

    private static void bind(ArrayParameters arrays, Decisions decisions, Instant reached) throws SQLException {
        List<OpenAccount> accounts = decisions.changedAccounts();
        bindAccounts(arrays.rows(accounts), EpochMicros.of(reached));
        bindMembers(arrays.rows(changedMembers(accounts)));
        bindPlaced(arrays.rows(decisions.placed()));
        bindEnded(arrays.rows(decisions.ended()));
        bindEntries(arrays.rows(decisions.entries()));
    }

    private static List<Member> changedMembers(List<OpenAccount> accounts) {
        List<Member> members = new ArrayList<>();
        for (OpenAccount account : accounts) {
            account.members.forEach((userId, use) -> {
                if (use.changed) {
                    members.add(new Member(account, userId, use));
                }
            });
        }
        return members;
    }

    private static void bindAccounts(Rows<OpenAccount> rows, long reachedEpochMicros) throws SQLException {
        rows.longs(
                        account -> account.was.id(),
                        account -> account.was.balanceUnits(),
                        account -> account.was.heldUnits(),
                        account -> account.was.limitUnits(),
                        account -> account.was.at() == null ? null : EpochMicros.of(account.was.at()),
                        account -> account.balanceUnits,
                        account -> account.heldUnits,
                        account -> account.sequence,
                        account -> EpochMicros.of(account.at),
                        account -> account.was.debtUnits(),
                        account -> account.was.frozenUnits(),
                        account -> account.debtUnits,
                        account -> account.frozenUnits,
                        account -> reachedEpochMicros)
                .bytes(account -> account.was.hash(), account -> account.hash);
    }

    private static void bindMembers(Rows<Member> rows) throws SQLException {
        rows.longs(
                        member -> member.account.was.id(),
                        member -> member.use.was.chargedUnits(),
                        member -> member.use.was.heldUnits(),
                        member -> member.use.chargedUnits,
                        member -> member.use.heldUnits)
                .uuids(Member::userId)
                .texts(
                        member -> member.use.was.month() == null
                                ? null
                                : member.use.was.month().toString(),
                        member -> member.account.month.toString());
    }

    private static void bindPlaced(Rows<PlacedHold> rows) throws SQLException {
        rows.longs(
                        hold -> hold.work().accountId(),
                        hold -> hold.work().amountUnits(),
                        PlacedHold::availableUnits,
                        hold -> EpochMicros.of(hold.at()),
                        hold -> EpochMicros.of(hold.work().expiresAt()))
                .uuids(
                        hold -> hold.work().id(),
                        hold -> hold.work().teamId(),
                        hold -> hold.work().userId())
                .texts(
                        hold -> hold.work().kind().name(),
                        hold -> hold.asked().idempotencyKey(),
                        hold -> hold.work().terms())
                .bytes(hold -> hold.asked().fingerprint());
    }

    private static void bindEnded(Rows<EndedHold> rows) throws SQLException {
        rows.longs(
                        end -> end.work().accountId(),
                        end -> end.work().amountUnits(),
                        end -> EpochMicros.of(end.work().expiresAt()),
                        end -> EpochMicros.of(end.at()),
                        end -> end.how().chargedUnits(),
                        end -> end.how().shortfallUnits(),
                        EndedHold::balanceUnits,
                        EndedHold::availableUnits)
                .uuids(end -> end.work().id())
                .texts(end -> end.how().state().name(), end -> end.how().completion())
                .bytes(end -> end.how().fingerprint());
    }

    private static void bindEntries(Rows<NewEntry> rows) throws SQLException {
        rows.longs(
                        NewEntry::accountId,
                        NewEntry::sequence,
                        entry -> EpochMicros.of(entry.at()),
                        NewEntry::amountUnits,
                        NewEntry::balanceUnits,
                        NewEntry::shortfallUnits,
                        entry -> entry.cause().quantity())
                .uuids(
                        entry -> entry.cause().operationId(),
                        entry -> entry.cause().userId())
                .texts(
                        entry -> entry.cause().type().name(),
                        entry -> entry.cause().referenceKind(),
                        entry -> entry.cause().service(),
                        entry -> entry.cause().engine(),
                        entry -> entry.cause().explanation())
                .bytes(NewEntry::hash);
    }
}
