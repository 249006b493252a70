package com.wevion.credits.balance;

import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.ledger.Entries;
import com.wevion.credits.ledger.EntryFilter;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The history of a team, newest first, of one account or of both merged by time. Pages are read along the primary key from
 * a position, so new lines never shift them.
 */
@ApplicationScoped
public class History {
    /** A page, and where it ended; the end is null on the last one. */
    record Slice(List<TransactionView> items, HistoryPosition end) {}

    private static final Comparator<EntryRecord> NEWEST_FIRST =
            Comparator.comparing(EntryRecord::at).reversed().thenComparing(EntryRecord::account);

    @Inject
    Accounts accounts;

    @Inject
    Entries entries;

    @Inject
    Teams teams;

    /** The lines that follow a position. */
    Slice page(UUID teamId, Set<AccountKind> kinds, EntryFilter filter, HistoryPosition from, int max) {
        List<EntryRecord> found = new ArrayList<>();
        for (AccountKind kind : kinds) {
            AccountState account = accounts.of(teamId, kind);
            found.addAll(entries.before(account, from.of(kind), max + 1, filter));
        }
        // Each account keeps its own order even where two of its entries have one time: the sort is stable.
        found.sort(NEWEST_FIRST);
        if (found.size() <= max) {
            return new Slice(views(teamId, found), null);
        }
        List<EntryRecord> items = found.subList(0, max);
        HistoryPosition end = from;
        for (EntryRecord item : items) {
            end = end.after(item.account(), item.sequence());
        }
        return new Slice(views(teamId, items), end);
    }

    /**
     * One line with its explanation.
     *
     * @param only the person whose lines may be seen; null for everybody's
     * @throws NotFound if there is none, or none that may be seen
     */
    TransactionView entry(UUID teamId, AccountKind kind, long sequence, UUID only) {
        EntryRecord entry = entries.find(accounts.of(teamId, kind), sequence)
                .filter(line -> only == null || only.equals(line.userId()))
                .orElseThrow(() -> new NotFound("transaction"));
        return explained(teamId, entry);
    }

    /** The line that an operation made on an account. */
    TransactionView ofOperation(UUID teamId, AccountKind kind, UUID operationId) {
        EntryRecord entry = entries.ofOperation(accounts.of(teamId, kind), operationId)
                .orElseThrow(() -> new NotFound("transaction"));
        return explained(teamId, entry);
    }

    private TransactionView explained(UUID teamId, EntryRecord entry) {
        return TransactionView.explained(entry, name(entry, names(teamId, List.of(entry))));
    }

    private List<TransactionView> views(UUID teamId, List<EntryRecord> lines) {
        Map<UUID, String> names = names(teamId, lines);
        return lines.stream()
                .map(line -> TransactionView.of(line, name(line, names)))
                .toList();
    }

    private Map<UUID, String> names(UUID teamId, List<EntryRecord> lines) {
        Set<UUID> people =
                lines.stream().map(EntryRecord::userId).filter(Objects::nonNull).collect(Collectors.toSet());
        return teams.displayNames(teamId, people);
    }

    private static String name(EntryRecord line, Map<UUID, String> names) {
        return line.userId() == null ? null : names.get(line.userId());
    }
}
