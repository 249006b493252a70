package com.wevion.credits.platform.trace;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Adds to what this application logs the ids of the trace, the team and the message or job that its thread works on. The server's formatter
 * for JSON writes maps among a record's parameters as fields of their own.
 */
final class LogIds extends Handler {
    /** Kept, as the log's manager forgets loggers that nobody has. */
    private static final Logger OURS = Logger.getLogger("com.wevion.credits");

    /** Has them added from now on: the handlers of a logger come before those of its parents, which write. */
    void install() {
        OURS.addHandler(this);
    }

    void remove() {
        OURS.removeHandler(this);
    }

    @Override
    public void publish(LogRecord logged) {
        Object[] given = logged.getParameters() == null ? new Object[0] : logged.getParameters();
        Map<String, String> ids = current();
        // Without parameters a message is no pattern, and must not become one.
        boolean wouldBeAPattern =
                given.length == 0 && String.valueOf(logged.getMessage()).indexOf('{') >= 0;
        if (!ids.isEmpty() && !wouldBeAPattern) {
            Object[] more = Arrays.copyOf(given, given.length + 1, Object[].class);
            more[given.length] = ids;
            logged.setParameters(more);
        }
    }

    private static Map<String, String> current() {
        Map<String, String> ids = new TreeMap<>();
        About about = About.current();
        put(ids, "traceId", Trace.id());
        put(ids, "teamId", text(about.team()));
        put(ids, "workId", text(about.work()));
        return ids;
    }

    private static String text(UUID id) {
        return id == null ? null : id.toString();
    }

    private static void put(Map<String, String> ids, String name, String value) {
        if (value != null) {
            ids.put(name, value);
        }
    }

    @Override
    public void flush() {
        // Others write.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
