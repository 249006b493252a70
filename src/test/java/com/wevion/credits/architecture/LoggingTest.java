package com.wevion.credits.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The log says the same as text and as JSON. */
class LoggingTest {
    @Test
    void bothFormatsHaveTheSameLevels() {
        assertThat(rules("json"))
                .isNotEmpty()
                .containsExactlyElementsOf(rules("text").toList());
    }

    private static Stream<String> rules(String format) {
        return Source.read(Path.of("server-config/payara-micro/logging-" + format + ".properties")).lines().stream()
                .filter(line -> !line.startsWith("#") && !line.contains("Formatter"));
    }
}
