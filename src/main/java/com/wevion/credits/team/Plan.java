package com.wevion.credits.team;

/** A team's subscription on the host platform. */
public enum Plan {
    FREE,
    STARTER,
    PRO,
    ENTERPRISE;

    /** True if the plan is enough to use the service (S4). */
    public boolean isPaid() {
        return this != FREE;
    }
}
