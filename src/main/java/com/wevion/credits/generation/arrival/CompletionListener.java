package com.wevion.credits.generation.arrival;

import com.wevion.credits.generation.broker.BrokerQueues;
import com.wevion.credits.generation.broker.DeadLetters;
import com.wevion.credits.generation.broker.FailedMessage;
import com.wevion.credits.platform.RunningWork;
import com.wevion.credits.platform.database.Retried;
import com.wevion.credits.platform.trace.Trace;
import jakarta.annotation.Resource;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Takes the completions of workers. The message is acknowledged by a transaction in which only the broker takes part, after the ledger has
 * committed; after a crash in between the message is redelivered, and the ledger gives the first answer. A message that can never be used
 * becomes a dead letter; the broker redelivers any other failure after a while.
 */
@MessageDriven
public class CompletionListener implements MessageListener {

    private static final Logger LOG = Logger.getLogger(CompletionListener.class.getName());

    @Inject
    CompletionMessages messages;

    @Inject
    DeadLetters deadLetters;

    @Inject
    RunningWork work;

    @Resource
    MessageDrivenContext context;

    @Override
    public void onMessage(Message message) {
        boolean counted = work.begin(); // a server that stops waits for it
        try {
            Optional<String> fault = Trace.take("take " + BrokerQueues.COMPLETED, CompletionMessages.traceOf(message))
                    .in(() -> messages.take(message));
            if (fault.isPresent()) {
                deadLetters.keep(new FailedMessage(
                        CompletionMessages.idOf(message),
                        BrokerQueues.COMPLETED,
                        CompletionMessages.textOf(message),
                        fault.get()));
            }
        } catch (JMSException | RuntimeException e) {
            context.setRollbackOnly();
            Retried.log(LOG, "A completion will be delivered again", e);
        } finally {
            if (counted) {
                work.end();
            }
        }
    }
}
