package com.wevion.credits.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wevion.credits.dev.stripe.SentRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The validator finds what it is there for, by a description of one operation. */
class StripeOpenApiTest {
    private static final String DESCRIPTION = """
            {"paths": {
              "/v1/things": {
                "post": {"requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {
                  "type": "object", "required": ["lines"], "properties": {
                    "mode": {"type": "string", "enum": ["payment", "setup"]},
                    "name": {"type": "string", "maxLength": 5},
                    "at": {"type": "integer"},
                    "metadata": {"anyOf": [{"type": "object", "additionalProperties": {"type": "string"}},
                                           {"type": "string", "enum": [""]}]},
                    "lines": {"type": "array", "items": {"$ref": "#/components/schemas/line"}}}}}}}},
                "get": {"parameters": [{"in": "query", "name": "created", "schema": {"anyOf": [
                  {"type": "object", "properties": {"gte": {"type": "integer"}}}, {"type": "integer"}]}}]}},
              "/v1/things/{thing}": {"get": {"parameters": []}}},
             "components": {"schemas": {"line": {"type": "object", "properties": {"quantity": {"type": "integer"}}}}}}""";

    private static StripeOpenApi description() {
        try {
            return new StripeOpenApi(new ObjectMapper().readTree(DESCRIPTION));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static java.util.List<String> faults(String method, String path, Map<String, String> parameters) {
        return description().faults(new SentRequest(method, path, parameters, "", ""));
    }

    @Test
    void takesWhatIsDescribed() {
        Map<String, String> good =
                Map.of("mode", "payment", "name", "five5", "at", "17", "metadata[any]", "x", "lines[0][quantity]", "1");

        assertThat(faults("POST", "/v1/things", good)).isEmpty();
        assertThat(faults("GET", "/v1/things", Map.of("created[gte]", "17"))).isEmpty();
        assertThat(faults("GET", "/v1/things/t_1", Map.of())).isEmpty();
    }

    @Test
    void findsWhatIsNot() {
        assertThat(faults("DELETE", "/v1/things", Map.of())).hasSize(1);
        assertThat(faults("GET", "/v1/others", Map.of())).hasSize(1);
        assertThat(faults("POST", "/v1/things", Map.of())).containsExactly("POST /v1/things needs lines");
        for (Map.Entry<String, String> bad : Map.of(
                        "mode", "gift",
                        "name", "longer",
                        "at", "soon",
                        "lines[x][quantity]", "1",
                        "lines[0][color]", "red",
                        "unknown", "1",
                        "metadata[a][b]", "x")
                .entrySet()) {
            Map<String, String> request = Map.of("lines[1][quantity]", "1", bad.getKey(), bad.getValue());
            assertThat(faults("POST", "/v1/things", request)).as(bad.getKey()).hasSize(1);
        }
        assertThat(faults("GET", "/v1/things", Map.of("created[lte]", "17"))).hasSize(1);
    }
}
