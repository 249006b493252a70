package com.wevion.credits.audit;

import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Takes the daily checkpoints, shows them, and checks that nobody changed them. Thread-safe. */
class Checkpoints {
    private record Position(String day) {}

    private static final String LATEST = "SELECT * FROM checkpoint ORDER BY day DESC LIMIT 1";
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final String ZEROS = "00".repeat(32);
    private static final String AFTER_ALL = "9999-12-31";
    /** Any number that nobody else locks. */
    private static final long LOCK = 0x6368_6563_6b70_6f69L;
    /** Ids looked at by one statement, which has to end within the time-out of statements. */
    private static final long IDS_AT_A_TIME = 20_000;

    private static final int HEADS_AT_A_TIME = 5_000;

    private static final String TAKE_HEADS = """
            INSERT INTO checkpoint_head (day, account_id, team_id, kind, previous_sequence, sequence, balance_units, hash)
            SELECT ?::date, a.id, a.team_id, a.kind, coalesce(h.sequence, 0), a.sequence, a.balance_units, a.last_hash
              FROM account a
              LEFT JOIN LATERAL (SELECT sequence FROM checkpoint_head WHERE account_id = a.id ORDER BY day DESC LIMIT 1) h ON true
             WHERE a.id >= ? AND a.id < ? AND a.sequence > coalesce(h.sequence, 0)
            RETURNING *""";
    private static final String FIRST_STRAY = """
            SELECT h.day, h.sequence
              FROM checkpoint_head h
              JOIN account a ON a.id = h.account_id
              LEFT JOIN entry e ON e.account_id = h.account_id AND e.sequence = h.sequence
             WHERE h.account_id = ? AND (e.hash IS DISTINCT FROM h.hash OR e.balance_after_units IS DISTINCT FROM h.balance_units
                   OR h.team_id <> a.team_id OR h.kind <> a.kind)
             ORDER BY h.day LIMIT 1""";
    private static final String ORPHANS = """
            SELECT h.* FROM checkpoint_head h
             WHERE h.day = ?::date AND h.previous_sequence = 0 AND NOT EXISTS (SELECT FROM account WHERE id = h.account_id)
             ORDER BY h.account_id LIMIT ?""";

    private final DataSource dataSource;
    private final CheckpointKeys keys;
    private final Clock clock;
    private final AuditCheckpoints auditLog;

    /** @param dataSource used outside of JTA transactions when a checkpoint is taken */
    Checkpoints(DataSource dataSource, CheckpointKeys keys, Clock clock) {
        this.dataSource = dataSource;
        this.keys = keys;
        this.clock = clock;
        this.auditLog = new AuditCheckpoints(dataSource, keys);
    }

    /**
     * Takes the checkpoint of a day: of everything since the one before, however long ago that was.
     *
     * @return true if it was taken; false if there is one of this day or a later one, or if another server is taking it
     * @throws CheckpointKeys.Unusable if it should be signed and cannot be; then it is not taken
     */
    boolean take(LocalDate day) {
        return Sql.on(dataSource).together(sql -> {
            boolean alone = sql.first(
                            "SELECT pg_try_advisory_xact_lock(?) AS alone", row -> row.getBoolean("alone"), LOCK)
                    .orElseThrow();
            Optional<Checkpoint> latest = sql.first(LATEST, Checkpoint::read);
            if (!alone || latest.isPresent() && latest.get().day().compareTo(day.toString()) >= 0) {
                return false;
            }
            take(sql, day.toString(), latest);
            return true;
        });
    }

    private void take(Sql sql, String day, Optional<Checkpoint> latest) {
        CheckpointDigest digest = new CheckpointDigest();
        long end = sql.first("SELECT coalesce(max(id), 0) AS id FROM account", row -> row.getLong("id"))
                .orElseThrow();
        for (long from = 1; from <= end; from += IDS_AT_A_TIME) {
            sql.list(TAKE_HEADS, CheckpointHead::read, day, from, from + IDS_AT_A_TIME).stream()
                    .sorted(Comparator.comparingLong(CheckpointHead::accountId))
                    .forEach(digest::add);
        }
        byte[] previous = HexFormat.of().parseHex(latest.map(Checkpoint::digest).orElse(ZEROS));
        long entries = latest.map(Checkpoint::entries).orElse(0L) + digest.entries();
        var takenAt = clock.instant();
        byte[] made = digest.end(day, takenAt, previous, digest.accounts(), entries);
        Optional<CheckpointKeys.Signed> signed = keys.sign(CheckpointKeys.Subject.LEDGER, day, made);
        sql.update(
                """
                INSERT INTO checkpoint (day, taken_at, previous, accounts, entries, digest, signature, key_id)
                VALUES (?::date, ?, ?, ?, ?, ?, ?, ?)""",
                day,
                takenAt,
                previous,
                digest.accounts(),
                entries,
                made,
                signed.map(CheckpointKeys.Signed::signature).orElse(null),
                signed.map(CheckpointKeys.Signed::keyId).orElse(null));
        auditLog.take(sql, day, made);
    }

    /**
     * The checkpoint of a day.
     *
     * @throws NotFound if there is none, or the text is no day
     */
    Checkpoint of(String day) {
        return Optional.of(day)
                .filter(text -> DAY.matcher(text).matches())
                .flatMap(text -> Sql.on(dataSource)
                        .first("SELECT * FROM checkpoint WHERE day::text = ?", Checkpoint::read, text))
                .orElseThrow(() -> new NotFound("checkpoint"));
    }

    /** The latest, if there is any. */
    Optional<Checkpoint> latest() {
        return Sql.on(dataSource).first(LATEST, Checkpoint::read);
    }

    /** A page of them, the newest first. */
    Page<Checkpoint> page(int limit, String cursor) {
        String before =
                Paging.position(cursor, Position.class).map(Position::day).orElse(AFTER_ALL);
        List<Checkpoint> rows = Sql.on(dataSource)
                .list(
                        "SELECT * FROM checkpoint WHERE day::text < ? ORDER BY day DESC LIMIT ?",
                        Checkpoint::read,
                        before,
                        limit + 1);
        return Paging.page(rows, limit, row -> new Position(row.day()));
    }

    /** The checkpoint that follows a day, if there is any. */
    Optional<Checkpoint> after(String day) {
        return Sql.on(dataSource)
                .first("SELECT * FROM checkpoint WHERE day > ?::date ORDER BY day LIMIT 1", Checkpoint::read, day);
    }

    /**
     * The first checkpoint of a time.
     *
     * @throws Invalid unless the beginning is a day, not after the end
     */
    Checkpoint from(String from, String until) {
        if (!DAY.matcher(from).matches() || from.compareTo(until) > 0) {
            throw new Invalid("from", "must be a day such as 2026-01-31, not after " + until);
        }
        return Sql.on(dataSource)
                .first("SELECT * FROM checkpoint WHERE day::text >= ? ORDER BY day LIMIT 1", Checkpoint::read, from)
                .orElseThrow(() -> new NotFound("checkpoint"));
    }

    /** The heads of a checkpoint in the order of the accounts, from after an account on. */
    List<CheckpointHead> heads(String day, long afterAccount) {
        return Sql.on(dataSource)
                .list(
                        "SELECT * FROM checkpoint_head WHERE day = ?::date AND account_id > ? ORDER BY account_id LIMIT ?",
                        CheckpointHead::read,
                        day,
                        afterAccount,
                        HEADS_AT_A_TIME);
    }

    /** The first checkpoint that an account's history differs from; there is one. */
    Discrepancy firstStray(AuditedAccount account) {
        return Sql.on(dataSource)
                .first(
                        FIRST_STRAY,
                        row -> account.finding(
                                row.getLong("sequence"), row.getString("day"), DiscrepancyKind.CHECKPOINT),
                        account.id())
                .orElseGet(() -> account.finding(account.sequence(), account.strayDay(), DiscrepancyKind.CHECKPOINT));
    }

    /**
     * Checks that each checkpoint follows the one before, that its digest is that of its rows, that its accounts are still there and, where
     * the service knows the keys, that its signature is good and the latest one has one.
     *
     * @param found takes a problem; returns true to continue
     * @param alive called before each checkpoint
     */
    void verify(String auditLogDay, Predicate<Discrepancy> found, Runnable alive) {
        Set<String> told = new HashSet<>();
        String previous = ZEROS;
        long entries = 0;
        boolean continues = true;
        Optional<Checkpoint> next = after("0001-01-01");
        while (next.isPresent() && continues) {
            alive.run();
            Checkpoint checkpoint = next.get();
            next = after(checkpoint.day());
            CheckpointDigest digest = digest(checkpoint);
            entries += digest.entries();
            byte[] made = digest.end(
                    checkpoint.day(),
                    checkpoint.takenAt(),
                    HexFormat.of().parseHex(previous),
                    digest.accounts(),
                    entries);
            if (!Arrays.equals(made, HexFormat.of().parseHex(checkpoint.digest()))
                    || !checkpoint.previous().equals(previous)
                    || checkpoint.accounts() != digest.accounts()
                    || checkpoint.entries() != entries
                    || !isSigned(checkpoint, made, next.isEmpty())) {
                told.add(checkpoint.day());
                continues = found.test(Discrepancy.ofCheckpoint(checkpoint.day()));
            }
            for (Discrepancy orphan : orphans(checkpoint.day())) {
                continues = continues && found.test(orphan);
            }
            previous = checkpoint.digest();
        }
        // The signature of a day's checkpoint is told once.
        for (Discrepancy one : auditLog.discrepancies(auditLogDay, alive)) {
            boolean isTold = one.problem() == DiscrepancyKind.SIGNATURE && told.contains(one.day());
            continues = continues && (isTold || found.test(one));
        }
    }

    private boolean isSigned(Checkpoint checkpoint, byte[] digest, boolean latest) {
        if (!keys.verify()) {
            return true;
        }
        return checkpoint.signature() == null ? !latest : keys.verifies(checkpoint, digest);
    }

    private CheckpointDigest digest(Checkpoint checkpoint) {
        CheckpointDigest digest = new CheckpointDigest();
        List<CheckpointHead> heads = heads(checkpoint.day(), Long.MIN_VALUE);
        while (!heads.isEmpty()) {
            heads.forEach(digest::add);
            heads = heads(checkpoint.day(), heads.get(heads.size() - 1).accountId());
        }
        return digest;
    }

    private List<Discrepancy> orphans(String day) {
        return Sql.on(dataSource).list(ORPHANS, CheckpointHead::read, day, HEADS_AT_A_TIME).stream()
                .map(head ->
                        new Discrepancy(head.teamId(), head.kind(), head.sequence(), day, DiscrepancyKind.CHECKPOINT))
                .toList();
    }
}
