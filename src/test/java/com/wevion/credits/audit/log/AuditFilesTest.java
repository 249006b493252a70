package com.wevion.credits.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.Author;
import com.wevion.credits.trail.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** The audit log as files for spreadsheets. */
class AuditFilesTest {
    private static final String FORMULA = "=1+1";

    /** A line in which people have written a formula wherever they can. */
    private static AuditLineView line(String before, String after) {
        return new AuditLineView(
                UUID.randomUUID(),
                1L,
                "00",
                Instant.parse("2026-11-30T12:00:00Z"),
                AuditAction.BREAK_CHANGED,
                Outcome.DONE,
                null,
                "break",
                FORMULA,
                new AuditLineView.Actor(
                        Author.Kind.PERSON,
                        UUID.randomUUID(),
                        FORMULA,
                        FORMULA,
                        "token",
                        List.of("SUPER_ADMIN"),
                        FORMULA,
                        FORMULA),
                before,
                after);
    }

    private static CSVRecord written(AuditLineView line) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        AuditFiles.csv(output, List.of(line), after -> List.of());
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(output.toString(StandardCharsets.UTF_8)))
                .iterator()
                .next();
    }

    @Test
    void haveNoFormulasInTheTextsOfPeople() throws IOException {
        CSVRecord cells = written(line(null, "{\"note\":\"paid\"}"));

        assertThat(List.of("objectId", "name", "issuer", "address", "userAgent"))
                .allSatisfy(column -> assertThat(cells.get(column)).isEqualTo("'" + FORMULA));
        assertThat(cells).noneMatch(cell -> cell.matches("[=+@-].*"));
        assertThat(cells.get("after")).isEqualTo("{\"note\":\"paid\"}");
        assertThat(cells.get("before")).isEmpty();
    }

    /** A spreadsheet that takes a semicolon for the end of a cell begins another one within the note. */
    @Test
    void haveNoFormulasWithinWhatWasThereBeforeAndAfter() throws IOException {
        CSVRecord cells = written(line("{\"note\":\"a; =1+1\"}", "{\"note\":\";@SUM(1)\",\"owner\":\"b\"}"));

        assertThat(cells.get("before")).isEqualTo("{\"note\":\"a;' =1+1\"}");
        assertThat(cells.get("after")).isEqualTo("{\"note\":\";'@SUM(1)\",\"owner\":\"b\"}");
    }
}
