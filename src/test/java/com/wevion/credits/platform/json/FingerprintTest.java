package com.wevion.credits.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private record Body(String engine, Map<String, Object> parameters, JsonNode tree) {}

    @Test
    void isTheSameForTheSameRequestWhateverTheOrderOfItsFields() {
        Body one = Json.read(
                "{\"engine\":\"A\",\"parameters\":{\"x\":1,\"y\":{\"a\":1,\"b\":2}},\"tree\":{\"p\":1,\"q\":2}}",
                Body.class);
        Body two = Json.read(
                "{\"tree\":{\"q\":2,\"p\":1},\"parameters\":{\"y\":{\"b\":2,\"a\":1},\"x\":1},\"engine\":\"A\"}",
                Body.class);
        assertThat(Fingerprint.of("jobs", one)).hasSize(32).isEqualTo(Fingerprint.of("jobs", two));
    }

    @Test
    void differsByEveryPart() {
        assertThat(Fingerprint.of("a", "b")).isNotEqualTo(Fingerprint.of("ab")).isNotEqualTo(Fingerprint.of("b", "a"));
        assertThat(Fingerprint.of("a", null))
                .isNotEqualTo(Fingerprint.of("a"))
                .isNotEqualTo(Fingerprint.of("a", "null"));
        assertThat(Fingerprint.of(new TreeMap<>(Map.of("x", 1)))).isNotEqualTo(Fingerprint.of(Map.of("x", "1")));
    }

    private record Earlier(String engine, Long seconds) {}

    private record Later(String engine, Long seconds, String added) {}

    @Test
    void staysTheSameWhenALaterVersionKnowsMoreFields() {
        byte[] fingerprint = Fingerprint.of("jobs", new Earlier("A", 5L));
        assertThat(Fingerprint.of("jobs", new Later("A", 5L, null))).isEqualTo(fingerprint);
        assertThat(HexFormat.of().formatHex(fingerprint))
                .as("keys are kept for ever, so fingerprints must not change either")
                .isEqualTo("99170ec756af36b0b1d947d914e163e26721da2c58f1eb4377b83825e2bd8959");
    }
}
