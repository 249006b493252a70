package com.wevion.credits.audit;

import com.wevion.credits.platform.database.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Recomputes the histories: numbers without gap, running balances, hashes, the accounts' own rows, and what the checkpoints have of them.
 * Postings continue meanwhile: new entries are not verified, and existing ones do not change. Thread-safe.
 */
final class Verifier {
    /** The progress of a run. */
    record Progress(long accounts, long entries, List<Discrepancy> findings) {}

    private static final int ACCOUNTS_AT_A_TIME = 1_000;

    private final DataSource dataSource;
    private final Checkpoints checkpoints;
    private final int entriesAtATime;
    private final int maxFindings;

    /**
     * Reads in pieces of bounded size.
     *
     * @param dataSource for reading only
     * @param maxFindings after which a run ends
     */
    Verifier(DataSource dataSource, Checkpoints checkpoints, int entriesAtATime, int maxFindings) {
        this.dataSource = dataSource;
        this.checkpoints = checkpoints;
        this.entriesAtATime = entriesAtATime;
        this.maxFindings = maxFindings;
    }

    /** The number of entries that the accounts of a scope say they have. */
    long entries(Scope scope) {
        return Sql.on(dataSource)
                .first(
                        "SELECT coalesce(sum(sequence), 0)::bigint AS entries FROM account"
                                + " WHERE (?::uuid IS NULL OR team_id = ?::uuid) AND (?::text IS NULL OR kind = ?::text)",
                        row -> row.getLong("entries"),
                        scope.teamId(),
                        scope.teamId(),
                        scope.kindName(),
                        scope.kindName())
                .orElseThrow();
    }

    /**
     * Verifies the accounts of a scope, and the checkpoints themselves if it is everything.
     *
     * @param report told often; what it throws ends the run
     */
    Progress run(Scope scope, Consumer<Progress> report) {
        Run run = new Run(report);
        run.verify(scope, null);
        if (scope.isEverything() && !run.isFull()) {
            run.verifyCheckpoints(null);
        }
        return run.progress();
    }

    /**
     * Verifies the checkpoints, then every account from where a checkpoint has it; from the beginning if the checkpoints
     * themselves cannot be trusted.
     *
     * @param day of the checkpoint up to which the histories were found whole before; null for none
     * @param auditLogDay the same of the audit log; null recomputes all of it
     * @param report as for {@link #run}
     */
    Progress runSince(String day, String auditLogDay, Consumer<Progress> report) {
        Run run = new Run(report);
        run.verifyCheckpoints(auditLogDay);
        run.verify(Scope.EVERYTHING, run.findings.isEmpty() ? day : null);
        return run.progress();
    }

    private List<AuditedAccount> page(Scope scope, String day, long after) {
        return Sql.on(dataSource)
                .list(
                        AuditedAccount.SELECT,
                        AuditedAccount::read,
                        day,
                        after,
                        scope.teamId(),
                        scope.teamId(),
                        scope.kindName(),
                        scope.kindName(),
                        ACCOUNTS_AT_A_TIME);
    }

    private final class Run {
        private final Consumer<Progress> report;
        private final List<Discrepancy> findings = new ArrayList<>();
        private long accounts;
        private long entries;

        Run(Consumer<Progress> report) {
            this.report = report;
        }

        Progress progress() {
            return new Progress(accounts, entries, List.copyOf(findings));
        }

        boolean isFull() {
            return findings.size() >= maxFindings;
        }

        void add(Discrepancy finding) {
            if (!isFull()) {
                findings.add(finding);
            }
        }

        void tell() {
            report.accept(progress());
        }

        void verify(Scope scope, String day) {
            long after = Long.MIN_VALUE;
            for (List<AuditedAccount> page = page(scope, day, after);
                    !page.isEmpty() && !isFull();
                    page = page(scope, day, after)) {
                verify(page);
                after = page.get(page.size() - 1).id();
            }
        }

        void verifyCheckpoints(String auditLogDay) {
            checkpoints.verify(
                    auditLogDay,
                    finding -> {
                        add(finding);
                        return !isFull();
                    },
                    this::tell);
        }

        /** One finding per account, the one nearest to the beginning. */
        void verify(List<AuditedAccount> page) {
            Map<Long, Discrepancy> broken = new HashMap<>();
            Map<Long, AuditedAccount> byId =
                    page.stream().collect(Collectors.toMap(AuditedAccount::id, account -> account));
            Stretch.walk(page.stream().map(AuditedAccount::history).toList(), entriesAtATime, part -> {
                Set<Long> found = chains(part, byId, broken);
                entries += part.stream().mapToLong(Stretch::entries).sum();
                tell();
                return found;
            });
            for (AuditedAccount account : page) {
                Discrepancy finding = broken.getOrDefault(account.id(), ends(account));
                if (finding != null) {
                    add(finding);
                }
            }
            accounts += page.size();
            tell();
        }

        private Set<Long> chains(List<Stretch> part, Map<Long, AuditedAccount> byId, Map<Long, Discrepancy> broken) {
            Sql.on(dataSource)
                    .list(
                            "SELECT * FROM verify_chain(?, ?, ?)",
                            row -> {
                                long id = row.getLong("account_id");
                                return broken.putIfAbsent(
                                        id,
                                        byId.get(id)
                                                .finding(
                                                        row.getLong("sequence"),
                                                        null,
                                                        DiscrepancyKind.valueOf(row.getString("difference"))));
                            },
                            Stretch.columns(part));
            return broken.keySet();
        }

        private Discrepancy ends(AuditedAccount account) {
            if (account.newest() < account.sequence()) {
                return account.finding(account.newest() + 1, null, DiscrepancyKind.TAIL);
            }
            if (account.strayDay() != null) {
                return checkpoints.firstStray(account);
            }
            return account.agrees() ? null : account.finding(account.sequence(), null, DiscrepancyKind.ACCOUNT);
        }
    }
}
