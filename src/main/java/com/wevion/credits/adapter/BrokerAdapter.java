package com.wevion.credits.adapter;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.Serial;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.ra.ActiveMQResourceAdapter;
import org.apache.activemq.artemis.ra.ConnectionFactoryProperties;
import org.apache.activemq.artemis.ra.inflow.ActiveMQActivationSpec;

/**
 * Artemis's resource adapter with settings that a person would write: addresses in one list, TLS,
 * and the prefix of the queues. They apply to sending and listening alike. Not part of the WAR: it is packed
 * into {@code artemis.rar} with the adapter's own classes.
 */
public class BrokerAdapter extends ActiveMQResourceAdapter {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = Logger.getLogger(BrokerAdapter.class.getName());

    private final transient Map<ActivationSpec, MessageEndpointFactory> listeners = new IdentityHashMap<>();
    private transient PairWatch watch;
    private transient TransactionSynchronizationRegistry transactions;
    private String url = "";
    private String host = "127.0.0.1";
    private String port = "61616";
    private String tls = "false";
    private String trustStore = "";
    private String trustStorePassword = "";
    private String verifyHost = "true";
    private String namePrefix = "";

    /** Applies the settings before anything connects. */
    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        QuietLog.apply();
        transactions = context.getTransactionSynchronizationRegistry();
        try {
            List<Map<String, Object>> brokers =
                    BrokerAddresses.of(url.isEmpty() ? "tcp://" + host + ":" + port : url).stream()
                            .map(this::connector)
                            .toList();
            getProperties()
                    .setParsedConnectorClassNames(
                            Collections.nCopies(brokers.size(), NettyConnectorFactory.class.getName()));
            getProperties().setParsedConnectionParameters(brokers);
        } catch (IllegalArgumentException e) {
            throw new ResourceAdapterInternalException(e.getMessage(), e);
        }
        super.start(context);
        if (isPair()) {
            watch = new PairWatch(this::connect, this::listenAnew);
            watch.start();
        }
    }

    @Override
    public void stop() {
        if (watch != null) {
            watch.close();
        }
        super.stop();
    }

    private boolean isPair() {
        return url.contains(",");
    }

    private Connection connect() throws JMSException {
        ActiveMQConnectionFactory factory = super.newConnectionFactory(getProperties());
        factory.setReconnectAttempts(0);
        return factory.createConnection(getUserName(), getPassword());
    }

    private void listenAnew() {
        Map<ActivationSpec, MessageEndpointFactory> all;
        synchronized (listeners) {
            all = new IdentityHashMap<>(listeners);
        }
        all.forEach((spec, endpoint) -> {
            super.endpointDeactivation(endpoint, spec);
            try {
                super.endpointActivation(endpoint, spec);
            } catch (ResourceException e) {
                LOG.log(Level.SEVERE, "A listener does not reconnect to the brokers; start the server again", e);
            }
        });
    }

    private Map<String, Object> connector(BrokerAddresses.Address address) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(TransportConstants.HOST_PROP_NAME, address.host());
        parameters.put(TransportConstants.PORT_PROP_NAME, address.port());
        if (isTrue("credits.broker.tls", tls)) {
            parameters.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
            parameters.put(
                    TransportConstants.VERIFY_HOST_PROP_NAME, isTrue("credits.broker.tls.verify.host", verifyHost));
            if (!trustStore.isEmpty()) {
                // Otherwise the trust store of the server itself, which is a system property, wins over this one.
                parameters.put(TransportConstants.FORCE_SSL_PARAMETERS, true);
                parameters.put(TransportConstants.TRUSTSTORE_PATH_PROP_NAME, trustStore);
                parameters.put(TransportConstants.TRUSTSTORE_PASSWORD_PROP_NAME, trustStorePassword);
            }
        }
        return parameters;
    }

    /** Any other value would switch off what protects the password. */
    private static boolean isTrue(String setting, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(setting + " must be true or false, not " + value);
        }
        return value.equals("true");
    }

    /** A listener of a pair that has lost its broker gives up: {@link PairWatch} has it begin anew at the one that is there. */
    @Override
    public ActiveMQConnectionFactory newConnectionFactory(ConnectionFactoryProperties properties) {
        ActiveMQConnectionFactory factory = super.newConnectionFactory(properties);
        if (properties instanceof ActiveMQActivationSpec && isPair()) {
            factory.setReconnectAttempts(0);
        }
        return factory;
    }

    @Override
    public void endpointActivation(MessageEndpointFactory endpoint, ActivationSpec spec) throws ResourceException {
        if (!namePrefix.isEmpty() && spec instanceof ActiveMQActivationSpec listener) {
            listener.setQueuePrefix(namePrefix);
        }
        MessageEndpointFactory guarded = new GuardedEndpoints(endpoint, transactions);
        synchronized (listeners) {
            listeners.put(spec, guarded);
        }
        super.endpointActivation(guarded, spec);
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory endpoint, ActivationSpec spec) {
        synchronized (listeners) {
            listeners.remove(spec);
        }
        super.endpointDeactivation(endpoint, spec);
    }

    /** The address {@code tcp://host:61616}, or several, separated by commas; empty for {@link #getHost} and {@link #getPort}. */
    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url.trim();
    }

    /** The broker's host, if there is no URL. */
    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host.trim();
    }

    public String getPort() {
        return port;
    }

    public void setPort(String port) {
        this.port = port.trim();
    }

    public String getTls() {
        return tls;
    }

    public void setTls(String tls) {
        this.tls = tls.trim();
    }

    /** The trust store for brokers' certificates, PKCS#12 or JKS; empty for the server's own. */
    public String getTrustStore() {
        return trustStore;
    }

    public void setTrustStore(String trustStore) {
        this.trustStore = trustStore.trim();
    }

    public String getTrustStorePassword() {
        return trustStorePassword;
    }

    public void setTrustStorePassword(String trustStorePassword) {
        this.trustStorePassword = trustStorePassword;
    }

    /** True if the certificate has to name the host. */
    public String getVerifyHost() {
        return verifyHost;
    }

    public void setVerifyHost(String verifyHost) {
        this.verifyHost = verifyHost.trim();
    }

    /** The prefix of the queues that messages come from. */
    public String getNamePrefix() {
        return namePrefix;
    }

    public void setNamePrefix(String namePrefix) {
        this.namePrefix = namePrefix.trim();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
