package com.wevion.credits.generation;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import java.util.List;

/** Hands messages to the broker, in a transaction in which nothing but the broker takes part. */
@Stateless
public class Sender {

    @Resource(lookup = "jms/credits")
    ConnectionFactory connectionFactory;

    /** Sends all of them, persistently and in order, or none; when it returns the broker has them on its disk. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void send(List<Outbox.Letter> letters) {
        try (JMSContext context = connectionFactory.createContext()) {
            JMSProducer producer = context.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT);
            letters.forEach(letter -> producer.send(context.createQueue(letter.queue()), letter.body()));
        }
    }
}
