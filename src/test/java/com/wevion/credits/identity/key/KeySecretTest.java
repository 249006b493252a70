package com.wevion.credits.identity.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySecretTest {
    /** As in the handbook, for scanners. */
    private static final String PATTERN = "crk_[tp]_[0-9A-Za-z]{49}";

    /** Computed by Python's zlib. */
    private static final String CRC_OF_ZEROS = "1jgvNR";

    @Test
    void saysWhoseItIsAndIsOfOneForm() {
        assertThat(KeySecret.next(true).text()).startsWith("crk_t_").matches(PATTERN);
        assertThat(KeySecret.next(false).text()).startsWith("crk_p_").matches(PATTERN);
    }

    @Test
    void isReadAgainAndIsNeverTheSame() {
        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(i -> KeySecret.next(i % 2 == 0).text())
                        .filter(text -> KeySecret.of(text)
                                .filter(read -> read.text().equals(text))
                                .isPresent())
                        .distinct())
                .hasSize(1_000);
    }

    @Test
    void isRefusedWithAnyOneCharacterChanged() {
        String text = KeySecret.next(true).text();
        for (int at = 0; at < text.length(); at++) {
            char other = text.charAt(at) == 'p' ? 'q' : 'p';
            String mistyped = text.substring(0, at) + other + text.substring(at + 1);
            assertThat(KeySecret.of(mistyped)).as(mistyped).isEmpty();
        }
        assertThat(KeySecret.of(text.substring(1))).isEmpty();
        assertThat(KeySecret.of(text + "0")).isEmpty();
    }

    @Test
    void hasAChecksumThatOthersCanCompute() {
        assertThat(KeySecret.of("crk_t_" + "0".repeat(43) + "000000")).isEmpty();
        assertThat(KeySecret.of("crk_t_" + "0".repeat(43) + CRC_OF_ZEROS)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "crk_", "crk_t_", "crk_x_0000000000000000000000000000000000000000000000000", "page_x"})
    void isNotReadFromSomethingElse(String text) {
        assertThat(KeySecret.of(text)).isEmpty();
    }

    @Test
    void isNotToldWhereItIsPrinted() {
        KeySecret secret = KeySecret.next(true);
        assertThat(secret.toString()).hasSize(13).doesNotContain(secret.text().substring(12));
    }
}
