package com.wevion.credits.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a page needs to know of its session.
 *
 * @param user null when nobody is signed in
 * @param token for requests to the API, null when nobody is signed in
 * @param expiresAt when the token ends; the page asks again before
 */
record SessionView(User user, String token, Instant expiresAt, SignIn signIn) {
    /** Who is signed in. */
    record User(UUID userId, String name, boolean superAdmin) {
        static User of(SignedIn person) {
            return new User(person.userId(), person.name(), person.superAdmin());
        }
    }

    /** How people sign in. */
    enum Kind {
        /** As one of the people of the embedded default. */
        DEMO,
        /** At an OpenID Connect provider. */
        OPENID,
        /** Not at all: nothing is configured. */
        NONE
    }

    /** Somebody to sign in as. */
    record Person(UUID userId, String name, String description) {}

    /**
     * The way to sign in.
     *
     * @param url where a browser goes to, null unless it is an OpenID Connect provider
     * @param people whom to choose from; empty unless it is the embedded default
     */
    record SignIn(Kind kind, String url, List<Person> people) {}
}
