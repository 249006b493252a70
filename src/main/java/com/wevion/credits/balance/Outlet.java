package com.wevion.credits.balance;

import com.wevion.credits.platform.json.Fingerprint;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.HexFormat;

/**
 * The way to one client, as Server-Sent Events. Writing blocks while the client does not read; one thread at a time may
 * write.
 */
class Outlet {
    private static final int ID_BYTES = 8;

    private final SseEventSink sink;
    private final Sse sse;
    private final Duration reconnectDelay;
    private boolean begun;

    /** @param reconnectDelay the delay after which a client that lost the stream should reconnect */
    Outlet(SseEventSink sink, Sse sse, Duration reconnectDelay) {
        this.sink = sink;
        this.sse = sse;
        this.reconnectDelay = reconnectDelay;
    }

    /**
     * Writes an event {@code balance}. Its id is the same for the same balance, on every server.
     *
     * @param json the event's data
     * @return true if the client is still connected
     */
    boolean balance(String json) {
        OutboundSseEvent.Builder event = sse.newEventBuilder()
                .name("balance")
                .id(HexFormat.of().formatHex(Fingerprint.of(json), 0, ID_BYTES))
                .mediaType(MediaType.TEXT_PLAIN_TYPE) // it is JSON text already
                .data(String.class, json);
        if (!begun) {
            event.reconnectDelay(reconnectDelay.toMillis());
        }
        begun = true;
        return send(event.build());
    }

    /** Writes a comment, which clients pass over; returns whether the client is still there. */
    boolean comment(String text) {
        return send(sse.newEventBuilder().comment(text).build());
    }

    private boolean send(OutboundSseEvent event) {
        try {
            // The server tells a failure as the result of a stage that has not failed.
            Object result = sink.send(event).toCompletableFuture().join();
            return !(result instanceof Throwable) && !sink.isClosed();
        } catch (RuntimeException e) { // whatever it is: nothing more can be written
            return false;
        }
    }

    /** Ends the answer, unless a write that failed has done so. */
    void close() {
        if (!sink.isClosed()) {
            sink.close();
        }
    }
}
