package com.wevion.credits.dev;

import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** How workers reach the broker of a service: by the same settings as the service itself. */
public final class BrokerAccess {
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
        String transport = transport();
        String urls = Arrays.stream(settings.text("credits.broker.url").split(","))
                .map(url -> url.trim() + transport)
                .collect(Collectors.joining(",", "(", ")"));
        return new ActiveMQConnectionFactory(urls, user, password);
    }

    private String transport() {
        if (!Boolean.parseBoolean(settings.text("credits.broker.tls"))) {
            return "";
        }
        return "?sslEnabled=true&verifyHost=" + settings.text("credits.broker.tls.verify.host") + "&trustStorePath="
                + encode(settings.text("credits.broker.truststore.file")) + "&trustStorePassword="
                + encode(settings.text("credits.broker.truststore.password"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
