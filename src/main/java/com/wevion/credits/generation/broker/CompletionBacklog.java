package com.wevion.credits.generation.broker;

import com.wevion.credits.platform.OneLine;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The completions that have come to the broker and are not worked off. The broker is asked for their number, in which are those that
 * wait, those that any server has been given and has not acknowledged, and those that are to be delivered again after a pause. A
 * browser of the queue would show the first only.
 */
@ApplicationScoped
public class CompletionBacklog {
    private static final Logger LOG = Logger.getLogger(CompletionBacklog.class.getName());
    /**
     * The address at which Artemis takes requests about its queues; the following names are the properties of a request. The answer is the
     * value as JSON, in an array.
     */
    private static final String MANAGEMENT = "activemq.management";

    private static final String RESOURCE = "_AMQ_ResourceName";
    private static final String ATTRIBUTE = "_AMQ_Attribute";
    private static final String NOTHING = "[0]";

    @Resource(lookup = "jms/credits")
    ConnectionFactory connectionFactory;

    @Inject
    BrokerQueues queues;

    @Inject
    @ConfigProperty(name = "credits.completions.ask.millis")
    long askMillis;

    private volatile boolean answered = true;

    /** True if all that came before this call is processed; false also if the broker does not answer. */
    public boolean isWorkedOff() {
        try (JMSContext context = connectionFactory.createContext()) {
            // In this order, since what fails too often goes from the one to the other.
            boolean none = isEmpty(context, BrokerQueues.COMPLETED) && isEmpty(context, BrokerQueues.DEAD);
            answered = true;
            return none;
        } catch (JMSException | JMSRuntimeException e) {
            if (answered) {
                LOG.log(
                        Level.WARNING,
                        "The broker does not say whether completions are waiting: {0}",
                        OneLine.of(e.getMessage()));
            }
            answered = false;
            return false;
        }
    }

    private boolean isEmpty(JMSContext context, String queue) throws JMSException {
        TemporaryQueue answers = context.createTemporaryQueue();
        try (JMSConsumer consumer = context.createConsumer(answers)) {
            Message question = context.createMessage();
            question.setStringProperty(RESOURCE, "queue." + queues.atBroker(queue));
            question.setStringProperty(ATTRIBUTE, "messageCount");
            question.setJMSReplyTo(answers);
            context.createProducer().send(context.createQueue(MANAGEMENT), question);
            if (!(consumer.receive(askMillis) instanceof TextMessage answer)) {
                throw new JMSException("No answer within " + askMillis + " ms");
            }
            if (!answer.getBooleanProperty("_AMQ_OperationSucceeded")) {
                throw new JMSException("Refused: " + answer.getText());
            }
            return NOTHING.equals(answer.getText());
        } finally {
            answers.delete();
        }
    }
}
