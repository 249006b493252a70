package com.wevion.credits.invoice;

import static com.wevion.credits.invoice.format.FocusFiles.file;
import static com.wevion.credits.invoice.format.FocusFiles.usage;
import static com.wevion.credits.invoice.format.FocusFiles.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.invoice.format.FocusFiles;
import com.wevion.credits.platform.database.Sql;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Files of providers over REST. */
@WithService
class InvoiceImportIT {
    private static final String FILES = "/api/v1/reconciliation/invoices";

    private final LocalService service;
    private final Api admin;
    /** One for each test, so that they do not supersede each other's files. */
    private final String provider = "P" + UUID.randomUUID().toString().toUpperCase(java.util.Locale.ROOT);

    InvoiceImportIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    private Api.Answer send(String parameters, Object file, String key) {
        return admin.send(
                "POST",
                FILES + "?provider=" + provider + "&format=FOCUS" + parameters,
                file,
                "Idempotency-Key",
                key,
                "Content-Type",
                "text/csv");
    }

    private Api.Answer send(Object file) {
        return send("", file, UUID.randomUUID().toString());
    }

    @Test
    void importsAFileAndTellsOfItsRefusedRows() {
        String file = file(usage("INV-1", "2026-10-01"), with("BillingCurrency", "ZZZ"));
        String key = UUID.randomUUID().toString();

        Api.Answer answer = send("&fileName=october.csv", file, key);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.replayed()).isFalse();
        assertThat(answer.text("status")).isEqualTo("IMPORTED");
        assertThat(answer.text("accepted")).isEqualTo("1");
        assertThat(answer.text("refused")).isEqualTo("1");
        assertThat(answer.text("firstDay")).isEqualTo("2026-10-01");
        assertThat(answer.text("refusedRows.0.line")).isEqualTo("3");
        assertThat(answer.text("refusedRows.0.reason")).isEqualTo("BillingCurrency is not a currency of ISO 4217: ZZZ");
        Api.Answer again = send("&fileName=october.csv", file, key);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.replayed()).isTrue();
        assertThat(again.json()).isEqualTo(answer.json());
        assertThat(admin.get("/reconciliation/invoices/" + answer.text("importId"))
                        .json())
                .isEqualTo(answer.json());
        assertThat(admin.get("/reconciliation/invoices?limit=1").text("items.0.fileName"))
                .isEqualTo("october.csv");
        assertThat(send("&fileName=october.csv", file + "x", key).problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void refusesAFileWithAReasonThatNamesTheLine() {
        Api.Answer answer = send("a;b\tc\n1;2\t3\n");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("invoice-refused");
        assertThat(answer.text("detail"))
                .isEqualTo("Nothing was imported: line 1: it is unclear what parts the columns; part them by commas.");
        Api.Answer kept = admin.get("/reconciliation/invoices/" + answer.text("importId"));
        assertThat(kept.text("status")).isEqualTo("REFUSED");
        assertThat(kept.text("reason")).isEqualTo("line 1: it is unclear what parts the columns; part them by commas");
        assertThat(send("").problem()).isEqualTo("invoice-refused");
    }

    @Test
    void readsFilesThatAreLongerThanOtherBodies() {
        String rows = IntStream.range(0, 20_000)
                .mapToObj(row -> usage("INV-1", "2026-10-01"))
                .collect(Collectors.joining("\n", FocusFiles.HEADER + "\n", "\n"));
        assertThat(rows.length()).isGreaterThan(1 << 20);
        assertThat(send(rows).text("accepted")).isEqualTo("20000");
    }

    @Test
    void unpacksAFileThatIsPacked() throws IOException {
        byte[] packed = packed(file(usage("INV-1", "2026-10-01")), 0);
        Api.Answer answer = sendPacked(packed);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.text("accepted")).isEqualTo("1");
        assertThat(answer.text("bytes")).isEqualTo(Integer.toString(packed.length));
    }

    @Test
    void refusesASmallFileThatUnpacksToALargeOneAndKeepsNothingOfIt() throws IOException {
        long max = service.settings().number("credits.reconciliation.file.unpacked.max.bytes");
        byte[] packed = packed(file(usage("INV-1", "2026-10-01")), max);
        assertThat(packed.length).isLessThan(1 << 20);

        long began = System.nanoTime();
        Api.Answer answer = sendPacked(packed);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("invoice-refused");
        assertThat(answer.text("detail"))
                .isEqualTo("Nothing was imported: the file is longer than " + max + " bytes once it is unpacked.");
        assertThat(number("SELECT count(*) FROM invoice_line WHERE provider = ?"))
                .isZero();
    }

    /** The server would, and keep more than the limit for packed files. */
    @Test
    void hasTheServerUnpackNothing() throws IOException {
        byte[] packed = packed(file(usage("INV-1", "2026-10-01")), 0);
        Api.Answer answer = sendPacked(packed, "Content-Encoding", "gzip");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text("detail")).contains("without a Content-Encoding", "packed with gzip as it is");
        assertThat(number("SELECT count(*) FROM invoice_import WHERE provider = ?"))
                .isZero();
    }

    private Api.Answer sendPacked(byte[] packed, String... more) {
        String[] headers = {"Idempotency-Key", UUID.randomUUID().toString(), "Content-Type", "application/gzip"};
        return admin.send(
                "POST",
                FILES + "?provider=" + provider + "&format=FOCUS",
                packed,
                Stream.of(headers, more).flatMap(Stream::of).toArray(String[]::new));
    }

    /** The text, and as many empty lines. */
    private static byte[] packed(String text, long emptyLines) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] piece = "\n".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
            for (long left = emptyLines; left > 0; left -= piece.length) {
                gzip.write(piece);
            }
        }
        return packed.toByteArray();
    }

    private long number(String sqlAboutAProvider) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(service.databaseUrl());
        return Sql.on(database)
                .first(sqlAboutAProvider, row -> row.getLong(1), provider)
                .orElseThrow();
    }

    @Test
    void aCorrectionTakesThePlaceOfTheFirstFile() {
        String first = send(file(usage("INV-1", "2026-10-01"))).text("importId");
        Api.Answer second = send(file(usage("INV-1", "2026-10-01", "8")));
        assertThat(second.text("supersedes.0")).isEqualTo(first);
        assertThat(admin.get("/reconciliation/invoices/" + first).text("status"))
                .isEqualTo("SUPERSEDED");
        Api.Answer part = send("&supersedes=NONE", file(usage("INV-1", "2026-10-01", "7")), "part-" + provider);
        assertThat(part.text("status")).isEqualTo("IMPORTED");
        assertThat(part.json().get("supersedes")).isEmpty();
    }

    @Test
    void asksWhatIsMeantAndTakesTheAnswerOrADismissal() {
        String one = send(file(usage("INV-1", "2026-10-01"))).text("importId");
        String other = send(file(usage("INV-2", "2026-10-02"))).text("importId");
        String file = file(usage("INV-3", "2026-10-01"), usage("INV-3", "2026-10-02"));

        Api.Answer refused = send("&fileName=again.csv", file, "again-" + provider);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail"))
                .contains(one, other, refused.text("importId"), "again.csv", "INV-3", "INV-1");
        assertThat(refused.text("asksAbout.0")).isEqualTo(one);
        assertThat(refused.text("asksAbout.1")).isEqualTo(other);
        String kept = "/reconciliation/invoices/" + refused.text("importId");
        assertThat(admin.get(kept).text("unanswered")).isEqualTo("true");
        assertThat(admin.get(kept).text("asksAbout.1")).isEqualTo(other);
        Api.Answer answered = send("&supersedes=" + one + "&supersedes=" + other, file, "answer-" + provider);
        assertThat(answered.text("supersedes.0")).isEqualTo(one);
        assertThat(answered.text("supersedes.1")).isEqualTo(other);
        assertThat(admin.get(kept).text("unanswered")).isEqualTo("false");

        String second = "/reconciliation/invoices/"
                + send(file(usage("INV-4", "2026-10-01"))).text("importId");
        assertThat(admin.post(second + "/dismissal", Map.of("reason", " ")).problem())
                .isEqualTo("validation");
        Api.Answer dismissed = admin.post(second + "/dismissal", Map.of("reason", "sent twice"));
        assertThat(dismissed.status()).isEqualTo(200);
        assertThat(dismissed.text("unanswered")).isEqualTo("false");
        assertThat(admin.post(second + "/dismissal", Map.of("reason", "another"))
                        .problem())
                .isEqualTo("conflict");
    }

    @Test
    void isForSuperAdminsOnly() {
        for (Api caller : new Api[] {Api.host(service), Api.person(service, UUID.randomUUID())}) {
            assertThat(caller.send("POST", FILES + "?provider=X&format=FOCUS", "x", "Content-Type", "text/csv")
                            .status())
                    .isEqualTo(403);
            assertThat(caller.get("/reconciliation/invoices").status()).isEqualTo(403);
            assertThat(caller.get("/reconciliation/invoices/" + UUID.randomUUID())
                            .status())
                    .isEqualTo(403);
        }
        assertThat(Api.nobody(service).get("/reconciliation/invoices").status()).isEqualTo(401);
    }

    @Test
    void refusesARequestThatIsNotWhole() {
        String[] headers = {
            "Content-Type", "text/csv", "Idempotency-Key", UUID.randomUUID().toString()
        };
        assertThat(admin.send("POST", FILES + "?format=FOCUS", "x", headers).problem())
                .isEqualTo("validation");
        assertThat(admin.send("POST", FILES + "?provider=openai&format=FOCUS", "x", headers)
                        .problem())
                .isEqualTo("validation");
        assertThat(admin.send("POST", FILES + "?provider=OPENAI&format=XLSX", "x", headers)
                        .problem())
                .isEqualTo("validation");
        assertThat(admin.send("POST", FILES + "?provider=OPENAI&format=FOCUS&supersedes=all", "x", headers)
                        .problem())
                .isEqualTo("validation");
        assertThat(admin.send("POST", FILES + "?provider=OPENAI&format=FOCUS", "x", "Content-Type", "text/csv")
                        .problem())
                .isEqualTo("validation");
        assertThat(admin.send("POST", FILES + "?provider=OPENAI&format=FOCUS", "x", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(admin.get("/reconciliation/invoices/" + UUID.randomUUID()).problem())
                .isEqualTo("not-found");
    }
}
