package com.wevion.credits.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The types of events are those of the contract and of the handbook. */
class EventTypesTest {
    private static final List<String> TYPES =
            Stream.of(EventType.values()).map(EventType::text).toList();

    @Test
    void theContractHasThemWithTheirSchemas() throws IOException {
        JsonNode contract = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("src/main/resources/META-INF/openapi.yaml").toFile())
                .path("x-webhooks");

        assertThat(contract.properties().stream().map(Map.Entry::getKey).toList())
                .containsExactlyInAnyOrderElementsOf(TYPES);
        for (String type : TYPES) {
            JsonNode schema = contract.path(type).at("/post/requestBody/content/application~1json/schema/properties");
            assertThat(schema.at("/type/enum/0").asText()).isEqualTo(type);
            assertThat(schema.at("/data/required")).as(type).isNotEmpty();
        }
    }

    @Test
    void theHandbookListsThem() throws IOException {
        String page = Files.readString(Path.of("docs/webhooks.md"));
        String table = page.substring(page.indexOf("## Events"), page.indexOf("## Deliveries"));

        assertThat(TYPES).allMatch(type -> table.contains("`" + type + "`"));
        assertThat(Stream.of(table.split("`"))
                        .filter(text -> text.matches("[a-z_]+\\.[a-z_]+"))
                        .distinct()
                        .toList())
                .containsExactlyInAnyOrderElementsOf(TYPES);
    }

    @Test
    void thePagesNameThem() throws IOException {
        String script = Files.readString(Path.of("src/main/webapp/shared/events.js"));
        String platform = script.substring(script.indexOf("Platform: {"));

        assertThat(types(script)).containsExactlyInAnyOrderElementsOf(TYPES);
        assertThat(types(platform))
                .containsExactlyInAnyOrderElementsOf(Stream.of(EventType.values())
                        .filter(EventType::isOfThePlatform)
                        .map(EventType::text)
                        .toList());
    }

    private static List<String> types(String script) {
        return Pattern.compile("'([a-z_]+\\.[a-z_]+)':")
                .matcher(script)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
