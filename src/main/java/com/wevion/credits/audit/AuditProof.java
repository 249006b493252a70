package com.wevion.credits.audit;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The audit log as far as checkpoints cover it, as lines of JSON that anybody can verify without this service: each line as its hash
 * covers it, with digests instead of personal values, and after the last one of a checkpoint the checkpoint. All values are texts. The
 * last line says that it is the last. Thread-safe.
 */
class AuditProof {
    private static final String CHECKPOINTS = """
            SELECT a.day::text AS day, encode(c.digest, 'hex') AS checkpoint, encode(a.previous, 'hex') AS previous,
                   a.sequence::text AS sequence, encode(a.hash, 'hex') AS hash, encode(a.digest, 'hex') AS digest,
                   encode(a.signature, 'hex') AS signature, encode(a.key_id, 'hex') AS key_id
              FROM audit_checkpoint a JOIN checkpoint c USING (day) ORDER BY a.day""";
    private static final String LINES = """
            SELECT k.sequence, l.content::text AS content, encode(k.hash, 'hex') AS hash
              FROM audit_link k JOIN audit_line l ON l.id = k.line_id
             WHERE k.sequence > ? AND k.sequence <= ? ORDER BY k.sequence LIMIT ?""";
    private static final int LINES_AT_A_TIME = 1_000;

    private final DataSource dataSource;

    AuditProof(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Writes all of it. */
    void write(OutputStream output) throws IOException {
        List<Map<String, String>> checkpoints = Sql.on(dataSource).list(CHECKPOINTS, AuditProof::checkpoint);
        long after = 0;
        for (Map<String, String> checkpoint : checkpoints) {
            long upTo = Long.parseLong(checkpoint.get("sequence"));
            List<Map<String, String>> lines = lines(after, upTo);
            while (!lines.isEmpty()) {
                for (Map<String, String> line : lines) {
                    write(output, line);
                }
                after = Long.parseLong(lines.get(lines.size() - 1).get("sequence"));
                lines = lines(after, upTo);
            }
            write(output, checkpoint);
        }
        write(output, Map.of("line", "end", "checkpoints", Integer.toString(checkpoints.size())));
        output.flush();
    }

    private List<Map<String, String>> lines(long after, long upTo) {
        return Sql.on(dataSource).list(LINES, AuditProof::line, after, upTo, LINES_AT_A_TIME);
    }

    private static Map<String, String> line(ResultSet row) throws SQLException {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("line", "audit");
        line.put("sequence", row.getString("sequence"));
        line.put("content", row.getString("content"));
        line.put("hash", row.getString("hash"));
        return line;
    }

    private static Map<String, String> checkpoint(ResultSet row) throws SQLException {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("line", "auditCheckpoint");
        line.put("day", row.getString("day"));
        line.put("checkpoint", row.getString("checkpoint"));
        line.put("previous", row.getString("previous"));
        line.put("sequence", row.getString("sequence"));
        line.put("hash", row.getString("hash"));
        line.put("digest", row.getString("digest"));
        line.put("signature", row.getString("signature"));
        line.put("keyId", row.getString("key_id"));
        return line;
    }

    private static void write(OutputStream output, Map<String, String> line) throws IOException {
        output.write((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
