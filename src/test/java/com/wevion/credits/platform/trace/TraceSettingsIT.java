package com.wevion.credits.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.StartFailure;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server whose settings of traces are wrong does not run without them, and does not stay up without the application. */
@WithServersOfItsOwn
@Tag("long")
class TraceSettingsIT {
    private static final Path FOLDER = Path.of("target/it/wrong-traces").toAbsolutePath();

    @Test
    void aServerWithWrongOnesEnds() throws IOException {
        DataFolder.delete(FOLDER);
        Map<String, String> wrong =
                Map.of("credits.traces.endpoint", "http://127.0.0.1:9/v1/traces", "credits.traces.percent", "101");
        try (LocalService service = LocalService.prepare(TestSettings.in(FOLDER, wrong))) {
            assertThatThrownBy(service::start)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("ended while starting");
        }

        assertThat(Files.readString(FOLDER.resolve("server.log")))
                .contains("credits.traces.percent must be from 0 to 100")
                .contains("Payara Micro ends with status 1.");
        DataFolder.delete(FOLDER);
    }
}
