package com.wevion.credits.dev;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that cannot be used is refused with the reason, in one line. */
class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("data"));

        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> DataFolder.open(file))
                .withMessage("The data folder " + file
                        + " cannot be used: there is something of that name that is no folder;"
                        + " set credits.data.dir to another one");
    }

    /** In /proc not even root may make a folder. */
    @Test
    void refusesWhatCannotBeWritten() {
        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> DataFolder.open(Path.of("/proc/data")))
                .withMessageMatching(
                        "The data folder /proc/data cannot be used: \\S.*; set credits.data.dir to another one");
    }

    @Test
    void refusesWhatAnotherLauncherUses() {
        try (DataFolder first = DataFolder.open(folder)) {
            assertThatExceptionOfType(StartFailure.class)
                    .isThrownBy(() -> DataFolder.open(folder))
                    .withMessage("Another start uses the data folder "
                            + first.file("").toString().replaceFirst("/$", "") + "; stop it or set credits.data.dir");
        }
    }

    @Test
    void refusesTheDataOfAnotherPostgres() throws IOException {
        try (DataFolder data = DataFolder.open(folder)) {
            Path cluster = Files.createDirectories(data.file("postgres"));
            Files.writeString(cluster.resolve("PG_VERSION"), "14\n");
            try (LocalPostgres postgres =
                    new LocalPostgres(data, Path.of("target/server/postgresql").toAbsolutePath(), 0)) {
                assertThatExceptionOfType(StartFailure.class)
                        .isThrownBy(postgres::start)
                        .withMessage("The data in " + cluster + " are PostgreSQL 14's, and this is PostgreSQL 18;"
                                + " move them by its pg_upgrade or set credits.data.dir to another folder");
            }
        }
    }
}
