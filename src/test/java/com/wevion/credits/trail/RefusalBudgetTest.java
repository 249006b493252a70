package com.wevion.credits.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The number of refused attempts that are recorded. */
class RefusalBudgetTest {
    private final RefusalBudget budget = new RefusalBudget(5, 2);

    @Test
    void recordsSoManyOfACallerAndCountsTheRest() {
        assertThat(admitted("mallory", 10)).isEqualTo(2);
        assertThat(budget.nextMinute()).contains(8L);
    }

    @Test
    void doesNotHideOthersBehindOne() {
        admitted("mallory", 1_000);
        assertThat(admitted("eve", 1)).isEqualTo(1);
    }

    @Test
    void recordsSoManyOfAllHoweverManyCallersThereAre() {
        assertThat(IntStream.range(0, 1_000).filter(number -> budget.admits("caller " + number)))
                .hasSize(5);
        assertThat(budget.nextMinute()).contains(995L);
    }

    @Test
    void beginsAnewEachMinuteAndTellsOnlyOnce() {
        admitted("mallory", 3);
        assertThat(budget.nextMinute()).contains(1L);
        assertThat(budget.nextMinute()).isEmpty();
        assertThat(admitted("mallory", 3)).isEqualTo(2);
    }

    private long admitted(String caller, int attempts) {
        return IntStream.range(0, attempts)
                .filter(number -> budget.admits(caller))
                .count();
    }
}
