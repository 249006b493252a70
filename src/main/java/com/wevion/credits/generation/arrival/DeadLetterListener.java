package com.wevion.credits.generation.arrival;

import com.wevion.credits.generation.broker.BrokerQueues;
import com.wevion.credits.generation.broker.DeadLetters;
import com.wevion.credits.generation.broker.FailedMessage;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Retried;
import jakarta.annotation.Resource;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Empties the broker's dead-letter address, where messages end that failed too often. A completion gets a last attempt
 * here, since what made it fail may be over: a database that was away for a minute must not cost anybody a result.
 */
@MessageDriven
public class DeadLetterListener implements MessageListener {

    private static final Logger LOG = Logger.getLogger(DeadLetterListener.class.getName());

    /** Set by the broker when it moves a message. */
    private static final String ORIGINAL_ADDRESS = "_AMQ_ORIG_ADDRESS";

    @Inject
    CompletionMessages messages;

    @Inject
    DeadLetters deadLetters;

    @Inject
    BrokerQueues queues;

    @Resource
    MessageDrivenContext context;

    @Override
    public void onMessage(Message message) {
        try {
            String address = message.getStringProperty(ORIGINAL_ADDRESS);
            String queue = address == null ? BrokerQueues.DEAD : queues.inContract(address);
            Optional<String> fault = BrokerQueues.COMPLETED.equals(queue)
                    ? lastAttempt(message)
                    : Optional.of("It was delivered as often as the broker allows but never acknowledged.");
            if (fault.isPresent()) {
                deadLetters.keep(new FailedMessage(
                        CompletionMessages.idOf(message), queue, CompletionMessages.textOf(message), fault.get()));
            }
        } catch (JMSException | RuntimeException e) {
            context.setRollbackOnly();
            Retried.log(LOG, "A dead letter will be delivered again", e);
        }
    }

    private Optional<String> lastAttempt(Message message) throws JMSException {
        try {
            return messages.take(message);
        } catch (Unavailable | DatabaseFailure e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "A completion failed for an unexpected reason", e);
            return Optional.of(
                    "It failed for an unexpected reason: " + e.getClass().getSimpleName() + ".");
        }
    }
}
