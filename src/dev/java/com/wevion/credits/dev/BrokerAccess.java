package com.wevion.credits.dev;

import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.api.jms.JMSFactoryType;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A worker's access to the broker of a service: by the same settings as the service itself. */
public final class BrokerAccess {
    /** As the service's: a connection that is closed while it is being made would keep a worker waiting for half a minute. */
    private static final long CALL_MILLIS = 5_000;

    private final Settings settings;

    BrokerAccess(Settings settings) {
        this.settings = settings;
    }

    /** Connections with user, password and TLS. */
    public ActiveMQConnectionFactory connections() {
        return connections(settings.text("credits.broker.user"), settings.text("credits.broker.password"));
    }

    /** Connections of somebody else. */
    public ActiveMQConnectionFactory connections(String user, String password) {
        TransportConfiguration[] brokers = Arrays.stream(
                        settings.text("credits.broker.url").split(","))
                .map(url -> new TransportConfiguration(NettyConnectorFactory.class.getName(), parameters(url.trim())))
                .toArray(TransportConfiguration[]::new);
        ActiveMQConnectionFactory connections =
                ActiveMQJMSClient.createConnectionFactoryWithoutHA(JMSFactoryType.CF, brokers);
        connections.setCallTimeout(CALL_MILLIS);
        return connections.setUser(user).setPassword(password);
    }

    private Map<String, Object> parameters(String url) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("host", URI.create(url).getHost());
        parameters.put("port", URI.create(url).getPort());
        if (Boolean.parseBoolean(settings.text("credits.broker.tls"))) {
            parameters.put("sslEnabled", true);
            parameters.put("verifyHost", Boolean.parseBoolean(settings.text("credits.broker.tls.verify.host")));
            parameters.put("trustStorePath", settings.text("credits.broker.truststore.file"));
            parameters.put("trustStorePassword", settings.text("credits.broker.truststore.password"));
        }
        return parameters;
    }

    /** A queue of the contract, by its name at the broker. */
    public Queue queue(JMSContext context, String name) {
        return context.createQueue(settings.text("credits.broker.prefix") + name);
    }

    /** Likewise a topic. */
    public Topic topic(JMSContext context, String name) {
        return context.createTopic(settings.text("credits.broker.prefix") + name);
    }
}
