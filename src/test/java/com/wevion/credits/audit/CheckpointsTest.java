package com.wevion.credits.audit;

import static com.wevion.credits.audit.AuditBook.CLOCK;
import static com.wevion.credits.audit.AuditBook.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.CheckpointKeyFiles;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.time.DailyTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checkpoints: one a day, each signed and continuing the one before. */
class CheckpointsTest {
    private static final LocalDate FRIDAY = MONDAY.plusDays(4);

    private AuditBook audit;

    @BeforeEach
    void open() {
        audit = new AuditBook();
    }

    @AfterEach
    void close() {
        assertThat(audit.book.violations()).isEmpty();
        audit.close();
    }

    @Test
    void coversWhatIsNewSinceTheOneBefore() {
        AccountState busy = audit.book.wallet(5);
        audit.book.wallet(2);
        audit.book.emptyWallet();
        audit.take(MONDAY);
        audit.book.addTo(busy, 3);
        audit.take(MONDAY.plusDays(1));

        Checkpoint first = audit.checkpoints.of("2026-02-02");
        Checkpoint second = audit.checkpoints.of("2026-02-03");
        assertThat(first.accounts()).isEqualTo(2);
        assertThat(first.entries()).isEqualTo(7);
        assertThat(first.previous()).isEqualTo("00".repeat(32));
        assertThat(second.accounts()).isEqualTo(1);
        assertThat(second.entries()).isEqualTo(10);
        assertThat(second.previous()).isEqualTo(first.digest());
        assertThat(audit.keys.verifies(second, HexFormat.of().parseHex(second.digest())))
                .isTrue();
        assertThat(audit.keys.verifies(second, HexFormat.of().parseHex(first.digest())))
                .isFalse();
        assertThat(audit.checkpoints.heads("2026-02-03", 0))
                .singleElement()
                .satisfies(head -> assertThat(head.stretch()).isEqualTo(new Stretch(busy.accountId(), 5, 8)));
        assertThat(audit.checkpoints.page(1, null).items()).containsExactly(second);
        assertThat(audit.checkpoints
                        .page(1, audit.checkpoints.page(1, null).nextCursor())
                        .items())
                .containsExactly(first);
        assertThat(audit.verify()).isEmpty();
    }

    @Test
    void isTakenOnceHoweverManyNodesTryAtOnce() throws InterruptedException {
        audit.book.wallet(5);
        Checkpoints other = new Checkpoints(audit.book.pool(), audit.keys, CLOCK);

        List<Crowd.Result<Boolean>> results =
                Crowd.of(4, number -> (number % 2 == 0 ? audit.checkpoints : other).take(MONDAY));

        assertThat(results).allMatch(result -> result.thrown() == null);
        assertThat(results.stream().filter(Crowd.Result::value)).hasSize(1);
        assertThat(audit.checkpoints.take(MONDAY)).isFalse();
        assertThat(audit.checkpoints.page(10, null).items()).hasSize(1);
    }

    @Test
    void catchesUpAfterDaysWithoutAnyServer() {
        AccountState wallet = audit.book.wallet(5);
        audit.take(MONDAY);
        audit.book.addTo(wallet, 4);

        assertThat(audit.checkpoints.take(FRIDAY)).isTrue();
        assertThat(audit.checkpoints.take(MONDAY.plusDays(2))).isFalse();

        assertThat(audit.checkpoints.latest().orElseThrow().day()).isEqualTo("2026-02-06");
        assertThat(audit.checkpoints.latest().orElseThrow().entries()).isEqualTo(9);
        assertThat(audit.verify()).isEmpty();
    }

    @Test
    void isDueFromItsTimeOfDayOn() {
        Clock noon = Clock.fixed(MONDAY.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.ofHours(14));

        assertThat(DailyTime.due(noon, LocalTime.parse("12:00"))).isEqualTo(MONDAY);
        assertThat(DailyTime.due(noon, LocalTime.parse("12:01"))).isEqualTo(MONDAY.minusDays(1));
    }

    @Test
    void isNotSignedWithoutAKeyAndSaysSo() {
        audit.book.wallet(5);
        audit.unsigned().take(MONDAY);

        assertThat(audit.checkpoints.of("2026-02-02").signature()).isNull();
        assertThat(new CheckpointKeys(Optional.empty(), Optional.empty()).state())
                .isEqualTo("no: no key is given");
        assertThat(new CheckpointKeys(Optional.empty(), Optional.empty()).publicPem())
                .isEmpty();
        // Whoever has the keys does not take it for good, unless a signed one follows, which covers it.
        assertThat(audit.verify())
                .containsExactly(new Discrepancy(null, null, null, "2026-02-02", DiscrepancyKind.SIGNATURE));
        audit.take(MONDAY.plusDays(1));
        assertThat(audit.verify()).isEmpty();
    }

    @Test
    void isNotTakenWithAKeyThatCannotBeUsed() throws IOException {
        Path garbage = Files.writeString(audit.folder.resolve("garbage.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n");
        CheckpointKeyFiles others = CheckpointKeyFiles.in(Files.createDirectory(audit.folder.resolve("others")));
        Optional<String> mine = Optional.of(audit.files.privateKey().toString());
        Optional<String> theirs = Optional.of(others.publicKey().toString());
        for (CheckpointKeys keys : List.of(
                new CheckpointKeys(
                        Optional.of(audit.folder.resolve("missing.pem").toString()), theirs),
                new CheckpointKeys(Optional.of(garbage.toString()), theirs),
                new CheckpointKeys(mine, Optional.empty()),
                new CheckpointKeys(mine, Optional.of(garbage.toString())),
                new CheckpointKeys(mine, theirs))) {
            Checkpoints checkpoints = new Checkpoints(audit.book.pool(), keys, CLOCK);
            assertThatThrownBy(() -> checkpoints.take(MONDAY)).isInstanceOf(CheckpointKeys.Unusable.class);
            assertThat(keys.state()).startsWith("no: credits.checkpoint.");
        }
        assertThat(audit.checkpoints.latest()).isEmpty();
        assertThat(audit.keys.state()).isEqualTo("yes");
    }

    @Test
    void keepsFormerKeysForFormerCheckpoints() throws IOException {
        audit.take(MONDAY);
        CheckpointKeyFiles next = CheckpointKeyFiles.in(Files.createDirectory(audit.folder.resolve("next")));
        Path both = Files.writeString(
                audit.folder.resolve("both.pem"),
                Files.readString(next.publicKey()) + Files.readString(audit.files.publicKey()));
        CheckpointKeys rotated =
                new CheckpointKeys(Optional.of(next.privateKey().toString()), Optional.of(both.toString()));
        Checkpoints checkpoints = new Checkpoints(audit.book.pool(), rotated, CLOCK);
        checkpoints.take(FRIDAY);

        checkpoints.verify(
                null,
                found -> {
                    throw new AssertionError(found);
                },
                () -> {});
        assertThat(rotated.publicPem()).contains(Files.readString(both));
        assertThat(audit.verify())
                .containsExactly(new Discrepancy(null, null, null, "2026-02-06", DiscrepancyKind.SIGNATURE));
    }

    @Test
    void isNeverChanged() {
        audit.book.wallet(5);
        audit.take(MONDAY);

        for (String change : List.of(
                "UPDATE checkpoint SET accounts = 2",
                "DELETE FROM checkpoint_head",
                "UPDATE checkpoint_head SET sequence = 4",
                "TRUNCATE checkpoint, checkpoint_head, audit_checkpoint")) {
            assertThatThrownBy(() -> audit.book.database().execute(change)).hasMessageContaining("append-only");
        }
    }

    @Test
    void isNotFoundByWhatIsNoDay() {
        for (String day : List.of("2026-02-02", "2026-02-30", "today", "", "2026-2-2")) {
            assertThatThrownBy(() -> audit.checkpoints.of(day)).isInstanceOf(NotFound.class);
        }
    }
}
