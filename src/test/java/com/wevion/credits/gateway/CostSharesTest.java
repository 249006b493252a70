package com.wevion.credits.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The division of a cost. */
class CostSharesTest {
    @Test
    void noNanoDollarIsLost() {
        assertThat(CostShares.of(10, List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE)))
                .containsExactly(3L, 4L, 3L);
    }

    @Test
    void withoutAnyWeightTheFirstOneHasAll() {
        assertThat(CostShares.of(7, List.of(BigDecimal.ZERO, BigDecimal.ZERO))).containsExactly(7L, 0L);
    }
}
