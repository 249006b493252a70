package com.wevion.credits.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.spi.ApplicationServerInternalException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The calls of Artemis's adapter, to a server that works and to one that stops. */
class GuardedEndpointTest {
    private final List<String> calls = new ArrayList<>();
    private boolean stops;

    private final GuardedEndpoint endpoint = new GuardedEndpoint(new Server(), new Transactions());

    /** A server's end of the delivery. */
    private final class Server implements MessageEndpoint, MessageListener {
        @Override
        public void beforeDelivery(Method method) {
            calls.add("before");
        }

        @Override
        public void onMessage(Message message) {
            calls.add("message");
        }

        @Override
        public void afterDelivery() {
            calls.add("after");
        }

        @Override
        public void release() {
            calls.add("release");
        }
    }

    /** None begins once the server stops. */
    private final class Transactions implements TransactionSynchronizationRegistry {
        @Override
        public int getTransactionStatus() {
            return stops ? Status.STATUS_NO_TRANSACTION : Status.STATUS_ACTIVE;
        }

        @Override
        public Object getTransactionKey() {
            return this;
        }

        @Override
        public void putResource(Object key, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object getResource(Object key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void registerInterposedSynchronization(Synchronization synchronization) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setRollbackOnly() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean getRollbackOnly() {
            return false;
        }
    }

    @Test
    void deliversInATransaction() throws Exception {
        endpoint.beforeDelivery(MessageListener.class.getMethod("onMessage", Message.class));
        endpoint.onMessage(null); // which nobody looks at
        endpoint.afterDelivery();
        endpoint.release();

        assertThat(calls).containsExactly("before", "message", "after", "release");
    }

    @Test
    void takesNothingWithoutATransactionSoThatTheMessageIsNotAcknowledged() {
        stops = true;

        assertThatExceptionOfType(ApplicationServerInternalException.class)
                .isThrownBy(() -> endpoint.beforeDelivery(MessageListener.class.getMethod("onMessage", Message.class)));

        assertThat(calls).containsExactly("before", "after");
    }
}
