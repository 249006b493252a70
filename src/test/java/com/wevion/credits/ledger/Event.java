package com.wevion.credits.ledger;

import com.wevion.credits.ledger.operation.Operation;
import java.time.Instant;
import java.util.List;

/**
 * An operation that a thread put to the ledger, as the thread saw it.
 *
 * @param server the number of the server that it went to
 * @param invoked the stamp before the call; stamps order all events of a history
 * @param answered the stamp after it
 * @param clocks the times that the server's clock may have shown when the ledger looked
 */
record Event(
        int thread,
        int server,
        Operation<?> operation,
        long invoked,
        long answered,
        List<Instant> clocks,
        Object answer) {
    String line() {
        return "%3d..%3d thread %d server %d %s %s"
                .formatted(invoked, answered, thread, server, clocks, Answers.line(operation, answer));
    }
}
