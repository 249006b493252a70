package com.wevion.credits.ledger.decision;

import com.wevion.credits.platform.database.ArrayParameters;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The rows that a batch comes to, column by column, in the order of the parameters of the database function {@code write_changes}. */
public final class Changes {
    /**
     * An account that changes.
     *
     * @param reached the time that the database's clock must have reached
     */
    record ChangedAccount(OpenAccount is, Instant reached) {
        AccountFacts was() {
            return is.was;
        }
    }

    static final ArrayColumns<ChangedAccount> ACCOUNTS = new ArrayColumns<ChangedAccount>("account_changes")
            .number("id", account -> account.was().id())
            .number("balance_was", account -> account.was().balanceUnits())
            .number("held_was", account -> account.was().heldUnits())
            .number("limit_was", account -> account.was().limitUnits())
            .time("at_was", account -> account.was().at())
            .number("balance", account -> account.is.balanceUnits)
            .number("held", account -> account.is.heldUnits)
            .number("sequence", account -> account.is.sequence)
            .time("at", account -> account.is.at)
            .number("debt_was", account -> account.was().debtUnits())
            .number("frozen_was", account -> account.was().frozenUnits())
            .number("debt", account -> account.is.debtUnits)
            .number("frozen", account -> account.is.frozenUnits)
            .time("reached", ChangedAccount::reached)
            .bytes("hash_was", account -> account.was().hash())
            .bytes("hash", account -> account.is.hash);

    static final ArrayColumns<OpenAccount.OpenMember> MEMBERS = new ArrayColumns<OpenAccount.OpenMember>(
                    "member_changes")
            .number("account_id", member -> member.key.accountId())
            .number("charged_was", member -> member.was.chargedUnits())
            .number("held_was", member -> member.was.heldUnits())
            .number("charged", member -> member.chargedUnits)
            .number("held", member -> member.heldUnits)
            .uuid("user_id", member -> member.key.userId())
            .text("month_was", member -> text(member.was.month()))
            .text("month", member -> text(member.month));

    static final ArrayColumns<PlacedHold> PLACED = new ArrayColumns<PlacedHold>("placed_changes")
            .number("account_id", hold -> hold.work().accountId())
            .number("amount", hold -> hold.work().amountUnits())
            .number("available", PlacedHold::availableUnits)
            .time("created_at", PlacedHold::at)
            .time("expires_at", hold -> hold.work().expiresAt())
            .uuid("id", hold -> hold.work().id())
            .uuid("team_id", hold -> hold.work().teamId())
            .uuid("user_id", hold -> hold.work().userId())
            .text("kind", hold -> hold.work().kind().name())
            .text("idempotency_key", hold -> hold.asked().idempotencyKey())
            .text("terms", hold -> hold.work().terms())
            .bytes("fingerprint", hold -> hold.asked().fingerprint());

    static final ArrayColumns<EndedHold> ENDED = new ArrayColumns<EndedHold>("ended_changes")
            .number("account_id", end -> end.work().accountId())
            .number("amount_was", end -> end.work().amountUnits())
            .time("expires_at_was", end -> end.work().expiresAt())
            .time("at", EndedHold::at)
            .number("charged", end -> end.how().chargedUnits())
            .number("shortfall", end -> end.how().shortfallUnits())
            .number("balance", EndedHold::balanceUnits)
            .number("available", EndedHold::availableUnits)
            .uuid("id", end -> end.work().id())
            .text("state", end -> end.how().state().name())
            .text("completion", end -> end.how().completion())
            .bytes("fingerprint", end -> end.how().fingerprint());

    static final ArrayColumns<NewEntry> ENTRIES = new ArrayColumns<NewEntry>("entry_changes")
            .number("account_id", NewEntry::accountId)
            .number("sequence", NewEntry::sequence)
            .time("at", NewEntry::at)
            .number("amount", NewEntry::amountUnits)
            .number("balance", NewEntry::balanceUnits)
            .number("shortfall", NewEntry::shortfallUnits)
            .number("quantity", entry -> entry.purpose().quantity())
            .uuid("operation_id", entry -> entry.purpose().operationId())
            .uuid("user_id", entry -> entry.purpose().userId())
            .text("type", entry -> entry.purpose().type().name())
            .text("reference_kind", entry -> entry.purpose().referenceKind().name())
            .text("service", entry -> entry.purpose().service())
            .text("engine", entry -> entry.purpose().engine())
            .text("explanation", entry -> entry.purpose().explanation())
            .bytes("hash", NewEntry::hash);

    /** All of them, in the order in which they are bound. */
    static final List<ArrayColumns<?>> ALL = List.of(ACCOUNTS, MEMBERS, PLACED, ENDED, ENTRIES);

    private Changes() {}

    /** The number of parameters that they are bound to. */
    public static int parameters() {
        return ALL.stream().mapToInt(columns -> columns.names().size()).sum();
    }

    /**
     * Binds what was decided.
     *
     * @param reached the time that the database's clock must have reached
     */
    public static void bind(ArrayParameters arrays, Decisions decisions, Instant reached) throws SQLException {
        List<OpenAccount> accounts = decisions.changedAccounts();
        ACCOUNTS.bind(
                arrays,
                accounts.stream()
                        .map(account -> new ChangedAccount(account, reached))
                        .toList());
        MEMBERS.bind(
                arrays,
                accounts.stream()
                        .flatMap(account -> account.members.values().stream())
                        .filter(member -> member.changed)
                        .toList());
        PLACED.bind(arrays, decisions.placed());
        ENDED.bind(arrays, decisions.ended());
        ENTRIES.bind(arrays, decisions.entries());
    }

    private static String text(LocalDate month) {
        return month == null ? null : month.toString();
    }
}
