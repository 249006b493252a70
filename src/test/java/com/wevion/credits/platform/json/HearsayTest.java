package com.wevion.credits.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.wevion.credits.platform.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that are read whatever they are, beside others that are not (D22). */
class HearsayTest {
    record Report(Long amount, String name, Hearsay told, Report within) {}

    private static Report read(String told) {
        return Json.read("{\"told\":" + told + ",\"amount\":7}", Report.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            7                                   | 7
            -0.5e3                              | -0.5e3
            1e999999999                         | 1e999999999
            true                                | true
            {"a":{"told":"\\u0000","b":[1]}}    | {…}
            [["\\ud800"],{}]                    | […]""")
    void readsWhatIsNoText(String told, String excerpt) {
        Report report = read(told);

        assertThat(report.amount()).isEqualTo(7);
        assertThat(report.told().text()).isNull();
        assertThat(report.told().excerpt()).isEqualTo(excerpt);
        assertThat(Json.write(report)).contains("\"told\":null");
    }

    @Test
    void readsTextsOfAnyCharacters() {
        assertThat(read("\"a\\u0000b\\ud800\\n\"").told().text()).isEqualTo("a\0b\ud800\n");
        assertThat(read("\"a\\u0000b\\ud800\\n\"").told().excerpt()).isEqualTo("a\ufffdb\ufffd\ufffd");
        assertThat(read("\"" + "\ud83d\ude00".repeat(300) + "\"").told().excerpt())
                .isEqualTo("\ud83d\ude00".repeat(200));
        assertThat(read("null").told()).isNull();
        assertThat(Json.write(read("\"x\""))).contains("\"told\":\"x\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\\u0000\",\"told\":\"\"}",
                "{\"told\":\"\",\"name\":\"\\ud800\"}",
                "{\"within\":{\"told\":\"\\u0000\"}}",
                "{\"told\":\"a\",\"told\":\"a\"}",
                "{\"told\":nonsense}",
                "{\"told\":[}"
            })
    void othersAreReadAsBefore(String json) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Json.read(json, Report.class));
    }
}
