package com.wevion.credits.audit;

import static com.wevion.credits.audit.AuditBook.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.CheckpointKeyFiles;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.Author;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code server-config/VerifyAuditLog.java} as whoever audits runs it, on proofs and on changed ones. */
class VerifyAuditLogTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final AuditBook audit = new AuditBook();

    @BeforeEach
    void sixLinesOfWhichFiveAreCovered() {
        lines(3);
        audit.take(MONDAY);
        lines(2);
        audit.take(MONDAY.plusDays(1));
        lines(1);
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void verifiesAllThatCheckpointsCover() throws Exception {
        assertThat(verify(proof(), audit.files.publicKey())).isEqualTo("0 verified: 2 checkpoints, 5 lines\n");
    }

    @Test
    void namesWhatWasChanged() throws Exception {
        List<String> good = proof();

        assertThat(changed(good, 1, line -> line.replace("number", "numbre"))).contains("the hash of line 2 differs");
        assertThat(changed(good, 1, line -> null)).contains("line 3 comes where 2 is expected");
        assertThat(changed(good, 3, line -> line.replaceFirst("digest\":\"..", "digest\":\"00")))
                .contains("the digest of the checkpoint 2026-02-02 differs");
        assertThat(changed(good, 3, line -> null)).contains("the checkpoint 2026-02-03 does not follow the one before");
        assertThat(changed(good, 6, line -> line.replaceFirst("ature\":\"..", "ature\":\"00")))
                .contains("the signature of the checkpoint 2026-02-03 is wrong");
        assertThat(changed(good, 6, line -> null)).contains("checkpoints are missing");
        assertThat(changed(good, 7, line -> null)).contains("the end of the proof is missing");
    }

    @Test
    void believesNoOtherKey() throws Exception {
        CheckpointKeyFiles others = CheckpointKeyFiles.in(Files.createDirectory(audit.folder.resolve("others")));

        assertThat(verify(proof(), others.publicKey()))
                .startsWith("1 ")
                .contains("the checkpoint 2026-02-02 is signed by another key");
    }

    private String changed(List<String> good, int index, UnaryOperator<String> change) throws Exception {
        List<String> lines = new ArrayList<>(good);
        String line = change.apply(lines.remove(index));
        if (line != null) {
            assertThat(line).isNotEqualTo(good.get(index));
            lines.add(index, line);
        }
        String result = verify(lines, audit.files.publicKey());
        assertThat(result).startsWith("1 differs: line ");
        return result;
    }

    private void lines(int number) {
        Sql sql = Sql.on(audit.book.pool());
        for (int line = 0; line < number; line++) {
            Author.PLATFORM.record(
                    sql,
                    AuditBook.CLOCK.instant(),
                    AuditEvent.of(AuditAction.BILL_MADE, "bill", "\"quoted\" ü\n", null, Map.of("number", line)));
        }
        assertThat(sql.list("SELECT link_audit_lines(100) AS linked", row -> row.getInt("linked")))
                .containsExactly(number);
    }

    private List<String> proof() throws Exception {
        Path file = audit.folder.resolve("proof.ndjson");
        try (OutputStream output = Files.newOutputStream(file)) {
            new AuditProof(audit.book.pool()).write(output);
        }
        return Files.readAllLines(file);
    }

    /** The exit code and the output. */
    private String verify(List<String> lines, Path key) throws Exception {
        Path file = Files.write(audit.folder.resolve("changed.ndjson"), lines);
        Process process = new ProcessBuilder(JAVA, "server-config/VerifyAuditLog.java", file.toString(), key.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output;
    }
}
