package com.wevion.credits.adapter;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Method;
import javax.transaction.xa.XAResource;

/**
 * A message-driven bean whose messages are acknowledged in its own transaction or not at all. Artemis's adapter acknowledges a message
 * before it delivers it. A server that stops does not begin a transaction any more and says so only at the delivery: by then the
 * message would be gone.
 */
final class GuardedEndpoints implements MessageEndpointFactory {
    private final MessageEndpointFactory endpoints;
    private final TransactionSynchronizationRegistry transactions;

    GuardedEndpoints(MessageEndpointFactory endpoints, TransactionSynchronizationRegistry transactions) {
        this.endpoints = endpoints;
        this.transactions = transactions;
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
        return new GuardedEndpoint(endpoints.createEndpoint(resource), transactions);
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource, long timeout) throws UnavailableException {
        return new GuardedEndpoint(endpoints.createEndpoint(resource, timeout), transactions);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) throws NoSuchMethodException {
        return endpoints.isDeliveryTransacted(method);
    }

    @Override
    public String getActivationName() {
        return endpoints.getActivationName();
    }

    @Override
    public Class<?> getEndpointClass() {
        return endpoints.getEndpointClass();
    }
}
