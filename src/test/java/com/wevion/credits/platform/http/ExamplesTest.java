package com.wevion.credits.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.platform.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples in the contract fit what it says; {@link ExamplesIT} sends them. */
class ExamplesTest {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.written();
    private static final Examples EXAMPLES = new Examples(DOCUMENT);

    @Test
    void everyExampleFitsItsSchema() {
        List<Examples.Example> all = EXAMPLES.all();
        assertThat(all).hasSizeGreaterThan(80);
        assertThat(all.stream()
                        .flatMap(example -> EXAMPLES.faults(example.schema(), example.value()).stream()
                                .map(fault -> example.place() + ": " + fault)))
                .isEmpty();
    }

    @Test
    void everyOperationWithABodyHasAnExample() {
        Set<String> shown = EXAMPLES.sent().stream().map(Examples.Sent::route).collect(Collectors.toSet());
        DOCUMENT.operations()
                .forEach((route, operation) -> assertThat(shown.contains(route))
                        .as(route + " has an example of its body")
                        .isEqualTo(operation.json().has("requestBody")));
    }

    /** But one, which no operation answers. */
    @Test
    void everyProblemOfAnOperationHasAnExampleWithItsTitleAndStatus() {
        for (ProblemType type : Arrays.asList(ProblemType.values())) {
            if (type != ProblemType.METHOD_NOT_ALLOWED) {
                assertThat(EXAMPLES.all().stream().map(Examples.Example::value))
                        .as(type.code())
                        .anySatisfy(problem ->
                                assertThat(problem.path("type").asText()).isEqualTo(type.urn()));
            }
        }
        assertThat(EXAMPLES.all().stream().map(Examples.Example::value))
                .filteredOn(value -> value.path("type").asText().startsWith("urn:credits:problem:"))
                .allSatisfy(problem -> {
                    ProblemType type = Arrays.stream(ProblemType.values())
                            .filter(each ->
                                    each.urn().equals(problem.get("type").asText()))
                            .findFirst()
                            .orElseThrow();
                    assertThat(problem.get("title").asText()).isEqualTo(type.title());
                    assertThat(problem.get("status").asInt()).isEqualTo(type.status());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "variants, '\"four\"'",
        "variants, 1.5",
        "service, '\"POEM\"'",
        "service, null",
        "engine, 7",
        "colour, '\"red\"'"
    })
    void findsAnExampleThatDoesNotFit(String field, String value) throws java.io.IOException {
        JsonNode schema = DOCUMENT.root().at("/components/schemas/QuoteRequest");
        ObjectNode example = EXAMPLES.sent().stream()
                .filter(sent -> sent.toString().equals("quote images"))
                .findFirst()
                .orElseThrow()
                .value()
                .deepCopy();
        assertThat(EXAMPLES.faults(schema, example)).isEmpty();

        example.set(field, new com.fasterxml.jackson.databind.ObjectMapper().readTree(value));

        assertThat(EXAMPLES.faults(schema, example)).isNotEmpty();
    }
}
