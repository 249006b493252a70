package com.wevion.credits.adapter;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits how often the libraries for the broker log the same thing. While a broker is away, each of some seventy
 * connections would log a stack trace every second; the application reports that it is away.
 */
final class QuietLog {
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(10);
    /** The prefix of Artemis's messages. */
    private static final Pattern ARTEMIS = Pattern.compile("AMQ\\d+");
    /** The broker's pool; messages about other pools pass. */
    private static final String POOL = "jms/credits-pool";
    /** A message about a sender's session that ended with its broker; its messages are in the outbox. */
    private static final String ENDED = "Could not rollback LocalTransaction";

    /** Warns, for each pool, that these connections have no property for the user, which the pool takes for itself and tells them. */
    private static final Logger PROPERTIES =
            Logger.getLogger("javax.enterprise.resource.resourceadapter.com.sun.enterprise.connectors.util");

    private static final Pattern USER =
            Pattern.compile("(UserName|Password)\\b.*ActiveMQRAManagedConnectionFactory", Pattern.DOTALL);

    /** Loggers are garbage-collected with their filters unless somebody holds them. */
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("org.apache.activemq.artemis.core.client"),
            Logger.getLogger("org.apache.activemq.artemis.ra.ActiveMQRALogger"),
            Logger.getLogger("org.apache.activemq.artemis.ra"),
            Logger.getLogger("javax.enterprise.resource.jta.com.sun.enterprise.transaction"),
            Logger.getLogger("javax.enterprise.resource.resourceadapter.com.sun.enterprise.resource"),
            Logger.getLogger("javax.enterprise.resource.resourceadapter.com.sun.enterprise.resource.allocator"),
            Logger.getLogger("javax.enterprise.resource.resourceadapter.com.sun.enterprise.connectors"));

    private QuietLog() {}

    /** Installs the filters. */
    static void apply() {
        Map<String, Long> said = new ConcurrentHashMap<>();
        Filter seldom = message -> isNew(said, message);
        LOGGERS.forEach(logger -> logger.setFilter(seldom));
        PROPERTIES.setFilter(message -> !USER.matcher(textOf(message)).find());
    }

    private static boolean isNew(Map<String, Long> said, LogRecord message) {
        Optional<String> what = what(message);
        if (what.isEmpty()) {
            return true;
        }
        long now = System.nanoTime();
        Long before = said.get(what.get());
        if (before != null && now - before < PAUSE_NANOS) {
            return false;
        }
        said.put(what.get(), now);
        return true;
    }

    private static String textOf(LogRecord message) {
        return message.getMessage() + Arrays.toString(message.getParameters());
    }

    /** The message without the connection that it is about; empty if it is not about the broker. */
    private static Optional<String> what(LogRecord message) {
        String text = String.valueOf(message.getMessage());
        Matcher code = ARTEMIS.matcher(text);
        if (code.find()) {
            return Optional.of(code.group());
        }
        if (String.valueOf(message.getThrown()).contains(ENDED)) {
            return Optional.of(ENDED + message.getLoggerName());
        }
        return textOf(message).contains(POOL) ? Optional.of(text.split("[:\\[]", 2)[0]) : Optional.empty();
    }
}
