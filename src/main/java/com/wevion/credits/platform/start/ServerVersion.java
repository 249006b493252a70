package com.wevion.credits.platform.start;

import jakarta.enterprise.context.ApplicationScoped;

/** How new this server is, as {@link Schema#server} counts; known when it has looked at the schema at the start. */
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
