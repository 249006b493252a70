package com.wevion.credits.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RoleTest {
    @Test
    void ranksAsTheDecisionSays() {
        Role[] ascending = {Role.VIEWER, Role.FINANCE, Role.MEDIA_BUYER, Role.MANAGER, Role.OWNER, Role.ADMIN};
        assertThat(Role.values()).containsExactly(ascending);
        for (int i = 0; i < ascending.length; i++) {
            int rank = i;
            assertThat(Arrays.stream(ascending).filter(ascending[rank]::atLeast))
                    .hasSize(rank + 1);
        }
    }

    @Test
    void everyPlanButTheFreeOneIsPaid() {
        assertThat(Arrays.stream(Plan.values()).filter(plan -> !plan.isPaid())).containsExactly(Plan.FREE);
    }
}
