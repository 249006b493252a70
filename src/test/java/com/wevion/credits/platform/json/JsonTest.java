package com.wevion.credits.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.Malformed;
import com.wevion.credits.platform.Refusal;
import com.wevion.credits.platform.http.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private enum Colour {
        RED,
        BLUE
    }

    private record Line(int quantity, Long cap) {}

    private record Order(
            String name,
            Long amount,
            Boolean urgent,
            Colour colour,
            UUID id,
            Instant at,
            LocalDate day,
            BigDecimal price,
            List<Line> lines,
            Map<String, Object> parameters,
            JsonNode tree) {}

    @Test
    void readsARecordOfEveryKindOfValue() {
        Order order = Json.read("""
                {"name":"a\\"ü😀","amount":9223372036854775807,"urgent":true,"colour":"BLUE",
                 "id":"0192F3A0-0000-7000-8000-000000000001","at":"2026-01-31T12:00:00.000001Z","day":"2026-01-31",
                 "price":0.0075,"lines":[{"quantity":7,"cap":null}],"parameters":{"deep":{"er":[1,"x"]}},"tree":{"a":1}}
                """, Order.class);
        assertThat(order.name()).isEqualTo("a\"ü😀");
        assertThat(order.amount()).isEqualTo(Long.MAX_VALUE);
        assertThat(order.urgent()).isTrue();
        assertThat(order.colour()).isEqualTo(Colour.BLUE);
        assertThat(order.id()).isEqualTo(UUID.fromString("0192f3a0-0000-7000-8000-000000000001"));
        assertThat(order.at()).isEqualTo(Instant.parse("2026-01-31T12:00:00.000001Z"));
        assertThat(order.day()).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(order.price()).isEqualByComparingTo("0.0075");
        assertThat(order.lines()).containsExactly(new Line(7, null));
        assertThat(order.parameters()).isEqualTo(Map.of("deep", Map.of("er", List.of(1, "x"))));
        assertThat(order.tree().get("a").intValue()).isEqualTo(1);
    }

    @Test
    void writesNullsAndInstantsAsText() {
        assertThat(Json.write(new Page<>(List.of(Instant.parse("2026-01-31T12:00:00Z")), null)))
                .isEqualTo("{\"items\":[\"2026-01-31T12:00:00Z\"],\"nextCursor\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"amount\":}",
                "{\"amount\":1,}",
                "nonsense",
                "{\"amount\":NaN}",
                "{\"amount\":Infinity}",
                "{\"amount\":01}",
                "{\"amount\":+1}",
                "{'amount':1}",
                "{amount:1}",
                "/* */{}",
                "{} {}",
                "{}]",
                "{}x",
                "{\"amount\":1,\"amount\":1}",
                "{\"parameters\":{\"a\":1,\"a\":2}}",
                "{\"tree\":{\"a\":1,\"a\":2}}",
                "{\"name\":\"\\u0000\"}",
                "{\"parameters\":{\"a\\u0000\":1}}",
                "{\"tree\":[\"\\u0000\"]}",
                "{\"name\":\"\\ud800\"}",
                "{\"name\":\"\\udc00\\ud800\"}",
                "{\"name\":\"line\nbreak\"}"
            })
    void refusesWhatIsNoJson(String json) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Json.read(json, Order.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"amount":9223372036854775808}              | amount
            {"amount":-9223372036854775809}             | amount
            {"amount":1.0}                              | amount
            {"amount":5.9}                              | amount
            {"amount":1e2}                              | amount
            {"amount":1e999999999}                      | amount
            {"amount":"7"}                              | amount
            {"amount":""}                               | amount
            {"amount":true}                             | amount
            {"lines":[{"quantity":null}]}               | lines[0].quantity
            {"lines":[{"cap":1}]}                       | lines[0].quantity
            {"amount":[1]}                              | amount
            {"amount":{}}                               | amount
            {"lines":[{"quantity":4294967297}]}         | lines[0].quantity
            {"lines":[{"quantity":1},{"quantity":"1"}]} | lines[1].quantity
            {"lines":[{"quantity":1,"cap":""}]}         | lines[0].cap
            {"lines":[{"quantity":1,"cap":1.5}]}        | lines[0].cap
            {"lines":{"quantity":1}}                    | lines
            {"lines":""}                                | lines
            {"lines":[{"quantity":1,"more":1}]}         | lines[0].more
            {"unknown":1}                               | unknown
            {"NAME":"x"}                                | NAME
            {"name":1}                                  | name
            {"name":1.5}                                | name
            {"name":true}                               | name
            {"name":["x"]}                              | name
            {"urgent":"true"}                           | urgent
            {"urgent":1}                                | urgent
            {"colour":"GREEN"}                          | colour
            {"colour":"red"}                            | colour
            {"colour":0}                                | colour
            {"colour":"0"}                              | colour
            {"colour":""}                               | colour
            {"id":"1-1-1-1-1"}                          | id
            {"id":""}                                   | id
            {"id":"AZLzoAAAcACAAAAAAAAAAQ=="}           | id
            {"id":7}                                    | id
            {"at":1700000000}                           | at
            {"at":"2026-01-31"}                         | at
            {"at":"+1000000001-01-01T00:00:00Z"}        | at
            {"day":[2026,1,31]}                         | day
            {"day":"2026-02-30"}                        | day
            {"price":"0.1"}                             | price
            {"price":""}                                | price
            {"price":false}                             | price
            {"parameters":[]}                           | parameters
            {"parameters":""}                           | parameters
            []                                          | ``
            "text"                                      | ``
            ""                                          | ``
            7                                           | ``
            null                                        | ``
            """)
    void refusesAFieldThatDoesNotHoldWhatItMust(String json, String field) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Json.read(json, Order.class))
                .satisfies(invalid -> assertThat(invalid.violations())
                        .extracting(Invalid.Violation::field)
                        .containsExactly(field))
                .satisfies(invalid ->
                        assertThat(invalid.violations().get(0).message()).doesNotContain("com.", "java."));
    }

    @Test
    void saysWhatIsExpectedWithoutNamingItsTypes() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Json.read("{\"colour\":\"GREEN\"}", Order.class))
                .satisfies(invalid -> assertThat(invalid.violations())
                        .extracting(Invalid.Violation::field, Invalid.Violation::message)
                        .containsExactly(tuple("colour", "must be one of RED, BLUE")));
    }

    @Test
    void refusesAThousandLevels() {
        String deep = "[".repeat(1_000) + "]".repeat(1_000);
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Json.read("{\"tree\":" + deep + "}", Order.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"amount", "price", "tree", "parameters", "name", "unknown"})
    void refusesAMegabyteOfDigits(String field) {
        String json = "{\"" + field + "\":" + "9".repeat(1_000_000) + "}";
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Json.read(json, Order.class));
    }

    @Test
    void readsTheLongestScript() {
        String script = "😀".repeat(100_000);
        assertThat(Json.read("{\"name\":\"" + script + "\",\"amount\":1,\"urgent\":false}", Order.class)
                        .name())
                .isEqualTo(script);
    }

    private record Stored(String known) {}

    @Test
    void readsWhatALaterVersionStored() {
        assertThat(Json.stored("{\"known\":\"x\",\"added\":1}", Stored.class)).isEqualTo(new Stored("x"));
    }
}
