package com.wevion.credits.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final long MOST = Long.MAX_VALUE;

    @Test
    void roundsTheFirstHalfEvenAndLeavesTheRestToTheSecond() {
        assertThat(parts(5, 1, 1)).containsExactly(2L, 3L);
        assertThat(parts(7, 1, 1)).containsExactly(4L, 3L);
        assertThat(parts(100, 1, 2)).containsExactly(33L, 67L);
    }

    @Test
    void givesNothingToWhatWeighsNothing() {
        assertThat(parts(7, 0, 9)).containsExactly(0L, 7L);
        assertThat(parts(7, 9, 0)).containsExactly(7L, 0L);
    }

    @Test
    void givesAllToTheFirstWhereNothingWeighsAnything() {
        assertThat(parts(7, 0, 0)).containsExactly(7L, 0L);
        assertThat(parts(7, 0)).containsExactly(7L);
    }

    @Test
    void dividesBetweenAnyNumberOfParts() {
        assertThat(parts(10, 1, 1, 1)).containsExactly(3L, 4L, 3L);
        assertThat(parts(10, 0, 5, 0, 5, 0)).containsExactly(0L, 5L, 0L, 5L, 0L);
        assertThat(parts(10, 0, 0, 0)).containsExactly(10L, 0L, 0L);
        assertThat(parts(0, 1, 2, 3)).containsOnly(0L);
    }

    @Test
    void losesNothingOfTheLargestAmounts() {
        assertThat(parts(MOST, MOST, MOST).stream().mapToLong(Long::longValue).sum())
                .isEqualTo(MOST);
        assertThat(parts(MOST, 1, MOST)).containsExactly(1L, MOST - 1);
    }

    private static List<Long> parts(long amount, long... weights) {
        return new Shares(LongStream.of(weights).mapToObj(BigInteger::valueOf).toList()).of(amount);
    }
}
