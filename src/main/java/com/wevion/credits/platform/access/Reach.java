package com.wevion.credits.platform.access;

/** The kinds of action, by where they take place. */
public enum Reach {
    /** In one team, whose id is in the path; somebody outside it gets 404, as for a team that does not exist. */
    TEAM,
    /** In the whole platform. */
    PLATFORM,
    /** For every caller with a valid token. */
    SIGNED_IN,
    /** For everybody, with or without a token. */
    PUBLIC
}
