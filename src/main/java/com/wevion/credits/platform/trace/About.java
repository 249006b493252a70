package com.wevion.credits.platform.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.UUID;

/** The team and the message or job that a request or message is about, as they become known. */
final class About {
    static final ContextKey<About> KEY = ContextKey.named("about");

    private volatile UUID team;
    private volatile UUID work;

    /** That of the current piece of work; outside of any, one that nobody else sees. */
    static About current() {
        About known = Context.current().get(KEY);
        return known == null ? new About() : known;
    }

    UUID team() {
        return team;
    }

    UUID work() {
        return work;
    }

    /** Adds what is known; null for what is not. */
    void add(UUID itsTeam, UUID itsWork) {
        team = itsTeam == null ? team : itsTeam;
        work = itsWork == null ? work : itsWork;
    }
}
