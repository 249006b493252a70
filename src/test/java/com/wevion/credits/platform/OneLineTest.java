package com.wevion.credits.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void leavesOrdinaryTextAlone() {
        assertThat(OneLine.of("Zoë's team, 東京 😀")).isEqualTo("Zoë's team, 東京 😀");
    }

    @Test
    void keepsLineBreaksEscapesAndDirectionMarksFromTheLog() {
        assertThat(OneLine.of("a\r\nb\u001b[31mc\u2028d\u202ee"))
                .isEqualTo("a\\u000d\\u000ab\\u001b[31mc\\u2028d\\u202ee");
    }

    @Test
    void cutsWhatIsLong() {
        assertThat(OneLine.of("x".repeat(10_000))).hasSize(501).endsWith("…");
        assertThat(OneLine.of(null)).isEqualTo("null");
    }
}
