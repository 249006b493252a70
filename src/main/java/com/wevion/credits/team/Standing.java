package com.wevion.credits.team;

import com.wevion.credits.platform.Forbidden;
import java.util.Optional;
import java.util.Set;

/**
 * The facts that decide on a request in a team. Public because the server's proxies of EJBs cannot return anything else.
 *
 * @param membership empty for somebody who is no member
 */
public record Standing(
        Plan plan,
        Set<Feature> features,
        CreativeFunding creativeFunding,
        Role minimumPurchaseRole,
        Optional<Membership> membership) {
    /** True if the person is a member of this role or above. */
    boolean isAtLeast(Role role) {
        return membership.map(m -> m.role().atLeast(role)).orElse(false);
    }

    /**
     * Checks that the team may use a feature at all (S4).
     *
     * @throws PlanRequired without a paid plan
     * @throws Forbidden without access to the feature
     */
    void require(Feature feature) {
        requirePaidPlan();
        if (!features.contains(feature)) {
            throw new Forbidden("The team has no access to " + feature.title() + ".");
        }
    }

    /** @throws PlanRequired without a paid plan (S4) */
    void requirePaidPlan() {
        if (!plan.isPaid()) {
            throw new PlanRequired(plan);
        }
    }
}
