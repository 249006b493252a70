package com.wevion.credits.audit;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Checkpoints with everything they cover, as lines of JSON: each checkpoint, its heads in the order of the accounts, after
 * each head the entries since the account's head before. All values are texts, so that no reader loses digits. The last
 * line says that it is the last. Thread-safe.
 */
class Export {
    private static final String[] COLUMNS = {
        "account_id",
        "sequence",
        "operation_id",
        "at_epoch_micros",
        "type",
        "reference_kind",
        "amount_units",
        "balance_after_units",
        "shortfall_units",
        "user_id",
        "service",
        "engine",
        "quantity",
        "explanation",
        "hash"
    };
    private static final String[] NAMES = {
        "accountId",
        "sequence",
        "operationId",
        "atMicros",
        "type",
        "referenceKind",
        "amountMicros",
        "balanceAfterMicros",
        "shortfallMicros",
        "userId",
        "service",
        "engine",
        "quantity",
        "explanation",
        "hash"
    };
    private static final String ENTRIES = """
            SELECT e.account_id, e.sequence, e.operation_id, (extract(epoch FROM e.at) * 1000000)::bigint AS at_epoch_micros, e.type,
                   e.reference_kind, e.amount_units, e.balance_after_units, e.shortfall_units, e.user_id, e.service,
                   e.engine, e.quantity, e.explanation, encode(e.hash, 'hex') AS hash
              FROM unnest(?, ?, ?) AS stretch (account, after, upto)
              CROSS JOIN LATERAL (SELECT * FROM entry WHERE account_id = stretch.account AND sequence > stretch.after
                                     AND sequence <= stretch.upto) e
             ORDER BY e.account_id, e.sequence""";

    private final DataSource dataSource;
    private final Checkpoints checkpoints;
    private final int entriesAtATime;

    /** Reads pieces of bounded size. */
    Export(DataSource dataSource, Checkpoints checkpoints, int entriesAtATime) {
        this.dataSource = dataSource;
        this.checkpoints = checkpoints;
        this.entriesAtATime = entriesAtATime;
    }

    /** Writes the checkpoints from one to another and all between. */
    void write(Checkpoint first, String until, OutputStream output) throws IOException {
        int count = 0;
        Optional<Checkpoint> next = Optional.of(first);
        try {
            while (next.isPresent() && next.get().day().compareTo(until) <= 0) {
                write(next.get(), output);
                count++;
                next = checkpoints.after(next.get().day());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        line(output, Map.of("line", "end", "checkpoints", Integer.toString(count)));
        output.flush();
    }

    private void write(Checkpoint checkpoint, OutputStream output) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("line", "checkpoint");
        line.put("day", checkpoint.day());
        line.put("takenAtMicros", takenAtEpochMicros(checkpoint));
        line.put("previous", checkpoint.previous());
        line.put("accounts", Long.toString(checkpoint.accounts()));
        line.put("entries", Long.toString(checkpoint.entries()));
        line.put("digest", checkpoint.digest());
        line.put("signature", checkpoint.signature());
        line.put("keyId", checkpoint.keyId());
        line(output, line);
        List<CheckpointHead> heads = checkpoints.heads(checkpoint.day(), Long.MIN_VALUE);
        while (!heads.isEmpty()) {
            write(heads, output);
            heads = checkpoints.heads(
                    checkpoint.day(), heads.get(heads.size() - 1).accountId());
        }
    }

    private static String takenAtEpochMicros(Checkpoint checkpoint) {
        return Long.toString(
                java.time.temporal.ChronoUnit.MICROS.between(java.time.Instant.EPOCH, checkpoint.takenAt()));
    }

    private void write(List<CheckpointHead> heads, OutputStream output) {
        Map<Long, CheckpointHead> byId = new HashMap<>();
        heads.forEach(head -> byId.put(head.accountId(), head));
        Map<Long, String> hashesBefore = hashesBefore(heads);
        Stretch.walk(heads.stream().map(CheckpointHead::stretch).toList(), entriesAtATime, part -> {
            Map<Long, List<Map<String, String>>> entries = entries(part);
            Set<Long> cut = new HashSet<>();
            for (Stretch stretch : part) {
                CheckpointHead head = byId.get(stretch.accountId());
                if (stretch.after() == head.previousSequence()) {
                    line(output, line(head, hashesBefore.get(head.accountId())));
                }
                List<Map<String, String>> found = entries.getOrDefault(stretch.accountId(), List.of());
                found.forEach(entry -> line(output, entry));
                if (found.size() < stretch.entries()) {
                    cut.add(stretch.accountId()); // some are missing, which the reader will see
                }
            }
            return cut;
        });
    }

    private Map<Long, String> hashesBefore(List<CheckpointHead> heads) {
        Map<Long, String> found = new HashMap<>();
        Sql.on(dataSource)
                .list(
                        "SELECT account_id, encode(hash, 'hex') AS hash FROM unnest(?, ?) AS head (account, before)"
                                + " JOIN entry ON account_id = account AND sequence = before",
                        row -> found.put(row.getLong("account_id"), row.getString("hash")),
                        heads.stream().map(CheckpointHead::accountId).toArray(Long[]::new),
                        heads.stream().map(CheckpointHead::previousSequence).toArray(Long[]::new));
        return found;
    }

    private static Map<String, String> line(CheckpointHead head, String hashBefore) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("line", "head");
        line.put("accountId", Long.toString(head.accountId()));
        line.put("teamId", head.teamId().toString());
        line.put("account", head.kind().name());
        line.put("previousSequence", Long.toString(head.previousSequence()));
        line.put("previousHash", hashBefore);
        line.put("sequence", Long.toString(head.sequence()));
        line.put("balanceMicros", Long.toString(head.balanceUnits()));
        line.put("hash", Checkpoint.hex(head.hash()));
        return line;
    }

    private Map<Long, List<Map<String, String>>> entries(List<Stretch> part) {
        Map<Long, List<Map<String, String>>> found = new HashMap<>();
        Sql.on(dataSource)
                .list(
                        ENTRIES,
                        row -> found.computeIfAbsent(row.getLong("account_id"), id -> new ArrayList<>())
                                .add(line(row)),
                        Stretch.columns(part));
        return found;
    }

    private static Map<String, String> line(ResultSet row) throws SQLException {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("line", "entry");
        for (int column = 0; column < COLUMNS.length; column++) {
            line.put(NAMES[column], row.getString(COLUMNS[column]));
        }
        return line;
    }

    private static void line(OutputStream output, Map<String, String> values) {
        try {
            output.write((Json.write(values) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
