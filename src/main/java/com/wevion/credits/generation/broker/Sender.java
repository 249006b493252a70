package com.wevion.credits.generation.broker;

import com.wevion.credits.platform.trace.Trace;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import java.util.List;

/** Hands messages to the broker, in a transaction in which nothing but the broker takes part. */
@Stateless
public class Sender {

    @Resource(lookup = "jms/credits")
    ConnectionFactory connectionFactory;

    @Inject
    BrokerQueues queues;

    /**
     * Sends all of them, persistently and in order, or none; when it returns the broker has them on its disk.
     *
     * @throws NotSent if the broker has none of them
     * @throws jakarta.ejb.EJBException if the commit failed: the broker may have them all
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void send(List<Outbox.Letter> letters) {
        try (JMSContext context = connectionFactory.createContext()) {
            JMSProducer producer = context.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT);
            letters.forEach(letter -> send(context, producer, letter));
        } catch (JMSRuntimeException e) {
            throw new NotSent(e);
        }
    }

    private void send(JMSContext context, JMSProducer producer, Outbox.Letter letter) {
        Trace.send("send " + letter.queue(), letter.traceparent()).in(() -> {
            producer.clearProperties();
            String place = Trace.parent();
            if (place != null) {
                producer.setProperty(Trace.TRACEPARENT, place);
            }
            return producer.send(destination(context, letter), letter.body());
        });
    }

    private Destination destination(JMSContext context, Outbox.Letter letter) {
        String name = queues.atBroker(letter.queue());
        return letter.topic() ? context.createTopic(name) : context.createQueue(name);
    }
}
