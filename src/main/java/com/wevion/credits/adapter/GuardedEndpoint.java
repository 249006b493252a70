package com.wevion.credits.adapter;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ApplicationServerInternalException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Method;

/** One instance of a message-driven bean, which takes no message without a transaction, see {@link GuardedEndpoints}. */
final class GuardedEndpoint implements MessageEndpoint, MessageListener {
    private final MessageEndpoint endpoint;
    private final TransactionSynchronizationRegistry transactions;

    GuardedEndpoint(MessageEndpoint endpoint, TransactionSynchronizationRegistry transactions) {
        this.endpoint = endpoint;
        this.transactions = transactions;
    }

    /** @throws ApplicationServerInternalException if no transaction has begun, so that the message is not acknowledged */
    @Override
    public void beforeDelivery(Method method) throws NoSuchMethodException, ResourceException {
        endpoint.beforeDelivery(method);
        if (transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            endpoint.afterDelivery();
            throw new ApplicationServerInternalException("The server begins no transaction any more");
        }
    }

    @Override
    public void onMessage(Message message) {
        ((MessageListener) endpoint).onMessage(message);
    }

    @Override
    public void afterDelivery() throws ResourceException {
        endpoint.afterDelivery();
    }

    @Override
    public void release() {
        endpoint.release();
    }
}
