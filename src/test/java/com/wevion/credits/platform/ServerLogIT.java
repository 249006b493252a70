package com.wevion.credits.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The log of a start. */
@WithServersOfItsOwn
class ServerLogIT {
    private static final Path FOLDER = Path.of("target/it/server-log").toAbsolutePath();
    private static final Pattern LISTED = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static List<String> lines;

    @BeforeAll
    static void start() throws IOException {
        DataFolder.delete(FOLDER);
        try (LocalService service = LocalService.prepare(
                TestSettings.in(FOLDER, Map.of("credits.log.format", "json", "credits.simulated.engines", "false")))) {
            service.start();
            lines = Files.readAllLines(FOLDER.resolve("server.log")).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    @AfterAll
    static void delete() {
        DataFolder.delete(FOLDER);
    }

    @Test
    void eachLineIsAJsonObject() {
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThatCode(() -> JSON.readTree(line)).as(line).doesNotThrowAnyException());
    }

    @Test
    void hasNoEscapeCharacters() {
        assertThat(lines).noneMatch(line -> line.indexOf('\u001b') >= 0 || line.contains("\\u001b"));
    }

    @Test
    void warnsOfNothingButWhatTheHandbookExplains() throws IOException {
        String handbook = Files.readString(Path.of("docs/operation.md"));
        Set<String> listed = LISTED.matcher(handbook.substring(handbook.indexOf("## What the log says")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("{"))
                        .map(ServerLogIT::read)
                        .filter(line -> Set.of("WARNING", "SEVERE")
                                .contains(line.path("Level").asText()))
                        .filter(line -> listed.stream().noneMatch(line.toString()::contains)))
                .isEmpty();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }
}
