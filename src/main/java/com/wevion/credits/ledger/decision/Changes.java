package com.wevion.credits.ledger.decision;

import com.wevion.credits.platform.database.ArrayParameters;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

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

    /** A member whose use of an account changes. */
    record ChangedMember(OpenAccount account, UUID userId, OpenAccount.OpenMember use) {
        MemberFacts was() {
            return use.was;
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

    static final ArrayColumns<ChangedMember> MEMBERS = new ArrayColumns<ChangedMember>("member_changes")
            .number("account_id", member -> member.account.was.id())
            .number("charged_was", member -> member.was().chargedUnits())
            .number("held_was", member -> member.was().heldUnits())
            .number("charged", member -> member.use.chargedUnits)
            .number("held", member -> member.use.heldUnits)
            .uuid("user_id", ChangedMember::userId)
            .text("month_was", member -> text(member.was().month()))
            .text("month", member -> text(member.account.month));

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
        MEMBERS.bind(arrays, changedMembers(accounts));
        PLACED.bind(arrays, decisions.placed());
        ENDED.bind(arrays, decisions.ended());
        ENTRIES.bind(arrays, decisions.entries());
    }

    private static List<ChangedMember> changedMembers(List<OpenAccount> accounts) {
        List<ChangedMember> members = new ArrayList<>();
        for (OpenAccount account : accounts) {
            account.members.forEach((userId, use) -> {
                if (use.changed) {
                    members.add(new ChangedMember(account, userId, use));
                }
            });
        }
        return members;
    }

    private static String text(LocalDate month) {
        return month == null ? null : month.toString();
    }
}
