package com.wevion.credits.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    @Test
    void makesVersion7IdsOfTheRfcVariantWithTheTimeInFront_D18() {
        long before = Instant.now().toEpochMilli();
        UUID id = Ids.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        // Ids made in a burst run ahead of the clock, by far less than this.
        assertThat(id.getMostSignificantBits() >>> 16)
                .isBetween(before, Instant.now().toEpochMilli() + 1_000);
    }

    @Test
    void makesThemInAscendingOrder() {
        List<String> ids =
                Stream.generate(Ids::next).limit(20_000).map(UUID::toString).toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void makesNoneTwiceConcurrently() {
        Set<Long> heads = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 50_000).parallel().forEach(i -> heads.add(Ids.next().getMostSignificantBits()));
        assertThat(heads).hasSize(50_000);
    }

    @Test
    void readsTheCanonicalFormInEitherCase() {
        UUID id = Ids.next();
        assertThat(Ids.parse("teamId", id.toString())).isEqualTo(id);
        assertThat(Ids.pathId("team", id.toString().toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"1-1-1-1-1", "0192f3a000007000800000000000000a", "0192f3a0-0000-7000-8000-00000000000g"})
    void refusesAnyOtherForm(String text) {
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> Ids.parse("teamId", text));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> Ids.pathId("team", text));
    }
}
