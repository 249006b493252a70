package com.wevion.credits.signin;

import com.wevion.credits.signin.DemoPeople.DemoPerson;
import java.time.Instant;
import java.util.List;

/**
 * The session as its page sees it.
 *
 * @param user null if nobody is signed in
 * @param token for requests to the API, null if nobody is signed in
 * @param expiresAt the time at which the token ends; the page asks again before
 * @param development true in the embedded default, where anybody can be anybody
 */
record SessionView(User user, String token, Instant expiresAt, SignIn signIn, boolean development) {
    static SessionView ofNobody(SignIn signIn, boolean development) {
        return new SessionView(null, null, null, signIn, development);
    }

    /**
     * The person who is signed in.
     *
     * @param userId the person's id here
     * @param name null if it is not known
     */
    record User(String userId, String name) {}

    /** The ways to sign in. */
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
     * @param url the address that a browser goes to, null unless it is an OpenID Connect provider
     * @param people the people to choose from; empty unless it is the embedded default
     */
    record SignIn(Kind kind, String url, List<DemoPerson> people) {}
}
