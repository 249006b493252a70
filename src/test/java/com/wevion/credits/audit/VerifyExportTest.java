package com.wevion.credits.audit;

import static com.wevion.credits.audit.AuditBook.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.CheckpointKeyFiles;
import com.wevion.credits.ledger.book.AccountState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code server-config/VerifyExport.java} as whoever audits runs it, on exports and on changed ones. */
class VerifyExportTest {
    private record Result(int exit, String output) {}

    private static final Path PROGRAM = Path.of("server-config/VerifyExport.java");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** The folder of the compiled program, compiled once; each auditor has Java do so each time. */
    @TempDir
    static Path classes;

    @BeforeAll
    static void compile() {
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), PROGRAM.toString());
        assertThat(failed).isZero();
    }

    private AuditBook audit;
    private AccountState busy;

    @BeforeEach
    void open() {
        audit = new AuditBook();
        busy = audit.book.wallet(20);
        audit.book.wallet(3);
        audit.take(MONDAY);
        audit.book.addTo(busy, 5);
        audit.book.wallet(1);
        audit.take(MONDAY.plusDays(1));
        audit.take(MONDAY.plusDays(2));
        audit.book.addTo(busy, 2);
        audit.take(MONDAY.plusDays(3));
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void verifiesEverything() throws Exception {
        Result verified = new Result(0, "verified: 4 checkpoints, 3 accounts, 31 entries\n");
        assertThat(verify(export("2026-02-02", "2026-02-05"))).isEqualTo(verified);
        Path file = audit.folder.resolve("export.ndjson");
        assertThat(run(List.of(PROGRAM.toString()), file, audit.files.publicKey()))
                .isEqualTo(verified);
    }

    @Test
    void verifiesOneDayByItself() throws Exception {
        Result result = verify(export("2026-02-03", "2026-02-03"));

        assertThat(result.exit()).isZero();
        assertThat(result.output())
                .startsWith("verified: 1 checkpoints, 2 accounts, 6 entries\n")
                .contains("does not begin with the first checkpoint");
    }

    @Test
    void namesWhatWasChanged() throws Exception {
        List<String> good = export("2026-02-02", "2026-02-05");
        String entry = "\"sequence\":\"6\"";
        assertThat(verify(
                        with(good, entry, line -> line.replace("\"amountMicros\":\"-10\"", "\"amountMicros\":\"-9\""))))
                .isEqualTo(differs(8, "entry 6: the balance differs"));
        assertThat(verify(with(
                        good, entry, line -> line.replace("\"shortfallMicros\":\"0\"", "\"shortfallMicros\":\"1\""))))
                .isEqualTo(differs(8, "entry 6: the hash differs"));
        assertThat(verify(with(good, entry, line -> line.replaceFirst("\"hash\":\"[0-9a-f]{4}", "\"hash\":\"0000"))))
                .isEqualTo(differs(8, "entry 6: the hash differs"));
        assertThat(verify(with(good, entry, line -> null))).isEqualTo(differs(8, "entry 7 comes where 6 is expected"));
        List<String> swapped = new ArrayList<>(good);
        Collections.swap(swapped, 7, 8);
        assertThat(verify(swapped)).isEqualTo(differs(8, "entry 7 comes where 6 is expected"));
    }

    @Test
    void namesCheckpointsThatWereChanged() throws Exception {
        List<String> good = export("2026-02-02", "2026-02-05");
        assertThat(verify(with(
                                good,
                                "\"day\":\"2026-02-03\"",
                                line -> line.replaceFirst("Micros\":\"1", "Micros\":\"2")))
                        .output())
                .contains("the digest of the checkpoint 2026-02-03 differs");
        assertThat(verify(with(
                                good,
                                "\"day\":\"2026-02-03\"",
                                line -> line.replaceFirst("ature\":\"..", "ature\":\"00")))
                        .output())
                .contains("the signature of the checkpoint 2026-02-03 is wrong");
        assertThat(verify(with(good, "\"day\":\"2026-02-04\"", line -> null)).output())
                .contains("the checkpoint does not follow the one before");
        assertThat(verify(with(
                                good,
                                "\"day\":\"2026-02-05\"",
                                line -> line.replaceFirst("\"signature\":\"[0-9a-f]+\"", "\"signature\":null")))
                        .output())
                .contains("the last checkpoint is not signed");
    }

    @Test
    void noticesThatAFileWasCut() throws Exception {
        List<String> good = export("2026-02-02", "2026-02-05");
        for (int lines = 0; lines < good.size(); lines += 5) {
            assertThat(verify(good.subList(0, lines)))
                    .isEqualTo(new Result(1, "differs: line " + lines + ": the end of the export is missing\n"));
        }
        assertThat(verify(with(good, "\"checkpoints\":", line -> line + "\n" + line))
                        .output())
                .contains("there is something after the end");
        assertThat(verify(with(good, "\"checkpoints\":", line -> line.substring(5)))
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void believesNoOtherKey() throws Exception {
        CheckpointKeyFiles others = CheckpointKeyFiles.in(Files.createDirectory(audit.folder.resolve("others")));
        Result result = verify(export("2026-02-02", "2026-02-05"), others.publicKey());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("the checkpoint 2026-02-02 is signed by another key");
    }

    @Test
    void findsAHistoryThatWasForgedInTheDatabase() throws Exception {
        audit.forge(busy, 5);

        assertThat(verify(export("2026-02-02", "2026-02-05")).output()).contains("the balance is not the checkpoint's");
    }

    @Test
    void findsEntriesThatWereDeletedInTheDatabase() throws Exception {
        audit.tamper("DELETE FROM entry WHERE sequence = 12");

        assertThat(verify(export("2026-02-02", "2026-02-05")).output()).contains("entry 13 comes where 12 is expected");
    }

    private List<String> export(String from, String until) throws IOException {
        Path file = audit.folder.resolve("export.ndjson");
        try (OutputStream output = Files.newOutputStream(file)) {
            audit.export().write(audit.checkpoints.of(from), until, output);
        }
        return Files.readAllLines(file);
    }

    /** The first line that has the text in it, changed or, if null, left out. */
    private static List<String> with(List<String> good, String text, UnaryOperator<String> change) {
        List<String> changed = new ArrayList<>(good);
        int index = changed.indexOf(
                good.stream().filter(line -> line.contains(text)).findFirst().orElseThrow());
        String line = change.apply(changed.remove(index));
        if (line != null) {
            assertThat(line).isNotEqualTo(good.get(index));
            changed.add(index, line);
        }
        return changed;
    }

    private Result differs(int line, String what) {
        return new Result(1, "differs: line " + line + ": account " + busy.accountId() + ": " + what + "\n");
    }

    private Result verify(List<String> lines) throws Exception {
        return verify(lines, audit.files.publicKey());
    }

    private Result verify(List<String> lines, Path key) throws Exception {
        Path file = Files.write(audit.folder.resolve("changed.ndjson"), lines);
        return run(List.of("-cp", classes.toString(), "VerifyExport"), file, key);
    }

    private static Result run(List<String> program, Path file, Path key) throws Exception {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(program);
        command.addAll(List.of(file.toString(), key.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
