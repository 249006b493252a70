package com.wevion.credits.http;

/**
 * The limits of a body.
 *
 * @param maxBytes its maximum length
 * @param memoryBytes beyond which it is kept in a file
 * @param seconds in which all of it has to be there
 * @param graceSeconds after which it has to come at the least rate
 * @param leastBytesPerSecond the least rate, over all of the time since the grace time
 * @param drainSeconds for which the rest of a refused one is thrown away, before the connection is closed
 */
record BodyLimits(
        long maxBytes, int memoryBytes, long seconds, long graceSeconds, long leastBytesPerSecond, long drainSeconds) {

    boolean isTooSlow(long bytes, long afterSeconds) {
        return afterSeconds >= seconds
                || afterSeconds > graceSeconds && bytes < (afterSeconds - graceSeconds) * leastBytesPerSecond;
    }
}
