package com.wevion.credits.limit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.platform.TooManyRequests;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LongAnswersTest {
    private final LongAnswers answers = new LongAnswers();
    private final UUID olga = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();

    LongAnswersTest() {
        answers.max = 3;
        answers.maxPerCaller = 2;
    }

    @Test
    void areSoManyOfACallerAndSoManyInAll() {
        answers.enter(olga);
        answers.enter(olga);
        assertThatThrownBy(() -> answers.enter(olga))
                .isInstanceOf(TooManyRequests.class)
                .hasMessageStartingWith("You have");
        answers.enter(ben);
        assertThatThrownBy(() -> answers.enter(ben))
                .isInstanceOf(TooManyRequests.class)
                .hasMessageStartingWith("This server");

        answers.leave(olga);
        answers.enter(ben);
    }
}
