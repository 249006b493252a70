package com.wevion.credits.platform.start;

import jakarta.enterprise.context.ApplicationScoped;

/** The version of this server, as {@link Schema#server} counts; known once the schema has been checked at the start. */
@ApplicationScoped
class ServerVersion {
    private volatile int number;

    int number() {
        return number;
    }

    void is(int known) {
        number = known;
    }
}
