package com.wevion.credits.platform.start;

/** The database as readiness sees it; the handbook lists what to do about each. */
enum DatabaseState {
    /** It answers in time and its schema serves this server. */
    READY,
    /** It does not answer in time. */
    SLOW,
    /** It cannot be reached. */
    AWAY,
    /** It is empty. */
    NO_SCHEMA,
    /** Its schema has moved on beyond this server. */
    TOO_OLD
}
