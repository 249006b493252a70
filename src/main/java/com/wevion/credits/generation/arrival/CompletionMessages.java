package com.wevion.credits.generation.arrival;

import com.wevion.credits.generation.Completion;
import com.wevion.credits.generation.Completions;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.Malformed;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.platform.retention.Archived;
import com.wevion.credits.platform.trace.Trace;
import com.wevion.credits.usage.settlement.EndedBefore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.HexFormat;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Understands the messages of workers and tells what can never be used from what may be tried again. */
@ApplicationScoped
public class CompletionMessages {

    private static final Logger LOG = Logger.getLogger(CompletionMessages.class.getName());

    @Inject
    Completions completions;

    @Inject
    Arrivals arrivals;

    /**
     * Processes the message.
     *
     * @return the reason why it can never be used; empty if it was, or if its content was recorded as an anomaly
     */
    Optional<String> take(Message message) throws JMSException {
        if (!(message instanceof TextMessage text) || text.getText() == null) {
            return Optional.of("It is not a text message.");
        }
        try {
            completions.complete(Json.read(text.getText(), Completion.class), arrivals.of(message));
            return Optional.empty();
        } catch (EndedBefore e) {
            LOG.log(Level.INFO, () -> OneLine.of(e.getMessage() + " " + messageId(message)));
            return Optional.empty();
        } catch (Invalid e) {
            return Optional.of(e.violations().stream()
                    .map(violation -> violation.field() + " " + violation.message())
                    .collect(Collectors.joining("; ", "It is not a completion: ", ".")));
        } catch (Malformed | NotFound | Archived e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The place in a trace that a message carries; null for none. */
    static String traceOf(Message message) {
        try {
            return message.getStringProperty(Trace.TRACEPARENT);
        } catch (JMSException e) {
            return null;
        }
    }

    /** The text of a message; null if it has none. */
    static String textOf(Message message) throws JMSException {
        return message instanceof TextMessage text ? text.getText() : null;
    }

    /** The broker's id of a message; for one that was sent without, a digest, which is the same at a redelivery. */
    static String idOf(Message message) throws JMSException {
        String id = message.getJMSMessageID();
        return id != null
                ? id
                : "digest:" + HexFormat.of().formatHex(Fingerprint.of(textOf(message), message.getJMSTimestamp()));
    }

    private static String messageId(Message message) {
        try {
            return message.getJMSMessageID();
        } catch (JMSException e) {
            return "";
        }
    }
}
