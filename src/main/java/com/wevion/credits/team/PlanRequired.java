package com.wevion.credits.team;

import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.io.Serial;
import java.util.Map;

/** 403: the team's plan is not a paid one (S4). */
public final class PlanRequired extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Plan plan;

    PlanRequired(Plan plan) {
        super(ProblemType.PLAN_REQUIRED, "The team needs a paid plan: STARTER, PRO or ENTERPRISE.");
        this.plan = plan;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("plan", plan);
    }
}
