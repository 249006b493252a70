package com.wevion.credits.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.catalog.Service;
import com.wevion.credits.platform.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "IMAGE, 4, , , 4",
        "IMAGE, , , , 1",
        "BACKGROUND_REMOVAL, , , , 1",
        "IMAGE_RESIZE, 0, , , 0",
        "VIDEO, , 10, , 10",
        "AVATAR, , 91, , 91",
        "VIDEO_COMPOSITING, , -1, , -1",
        "TTS, , , 500, 500"
    })
    void isTheFieldThatTheServiceCounts(Service service, Long variants, Long seconds, Long characters, long expected) {
        assertThat(new Quantity(variants, seconds, characters, null).of(service))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "VIDEO, , , ",
        "TTS, , , ",
        "IMAGE, 1, 1, ",
        "VIDEO, 1, 1, ",
        "VIDEO, , 1, 1",
        "TTS, 1, , 1",
        "IMAGE, , , 5"
    })
    void isRefusedWhenItIsMissingOrAnotherServices(Service service, Long variants, Long seconds, Long characters) {
        assertThatThrownBy(() -> new Quantity(variants, seconds, characters, null).of(service))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void countsTheCharactersOfAScriptAsPeopleDo_S10() {
        assertThat(new Quantity(null, null, null, "Grüße 👋").of(Service.TTS)).isEqualTo(7);
        assertThat(new Quantity(null, null, null, "").of(Service.TTS)).isZero();
    }

    @Test
    void takesAScriptInsteadOfCharactersOnly() {
        assertThatThrownBy(() -> new Quantity(null, null, 5L, "abcde").of(Service.TTS))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @EnumSource(value = Service.class, names = "TTS", mode = EnumSource.Mode.EXCLUDE)
    void takesAScriptForSpeechOnly(Service service) {
        assertThatThrownBy(() -> new Quantity(null, null, null, "abc").of(service))
                .isInstanceOf(Invalid.class);
    }
}
