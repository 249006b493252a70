package com.wevion.credits.signin;

import com.wevion.credits.signin.DemoPeople.DemoPerson;
import java.time.Instant;
import java.util.List;

/**
 * What a page needs to know of its session.
 *
 * @param user null when nobody is signed in
 * @param token for requests to the API, null when nobody is signed in
 * @param expiresAt when the token ends; the page asks again before
 * @param development whether this is the embedded default, where anybody can be anybody
 */
record SessionView(User user, String token, Instant expiresAt, SignIn signIn, boolean development) {
    /**
     * Who is signed in.
     *
     * @param userId by which the person is known here
     * @param name null if nobody said
     */
    record User(String userId, String name) {}

    /** How people sign in. */
    enum Kind {
        /** As one of the people of the embedded default. */
        DEMO,
        /** At an OpenID Connect provider. */
        OPENID,
        /** Not at all: nothing is configured. */
        NONE
    }

    /**
     * The way to sign in.
     *
     * @param url where a browser goes to, null unless it is an OpenID Connect provider
     * @param people whom to choose from; empty unless it is the embedded default
     */
    record SignIn(Kind kind, String url, List<DemoPerson> people) {}
}
