package com.wevion.credits.team;

/** What a team subscribes to on the host platform. */
public enum Plan {
    FREE,
    STARTER,
    PRO,
    ENTERPRISE;

    /** Whether the plan is enough to use the service (S4). */
    public boolean isPaid() {
        return this != FREE;
    }
}
