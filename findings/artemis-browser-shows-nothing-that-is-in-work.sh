#!/bin/bash
# Apache Artemis 2.53.0, JMS client (artemis-jakarta-server, in one JVM): a QueueBrowser shows no message that a consumer has been sent,
# and none that waits for its redelivery, though none of them is acknowledged.
#
# Expected from the API, by which a browser looks at the messages of a queue without taking them: what is not acknowledged is still
# on the queue, so an empty browser means that all is worked off.
# Seen: a consumer that works on one of five messages has been sent the other four as well, by its window, and the browser shows
# none; nor after a rollback, for as long as the redelivery delay lasts. The queue's messageCount is 5 all the time. So whoever wants to
# know whether a queue is worked off asks the broker for that number.
#
# Needs a JDK 17 and Maven. Ends with 0 if that is still so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.artemis</groupId>
      <artifactId>artemis-jakarta-server</artifactId>
      <version>2.53.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 || { cat mvn.log; exit 1; }

cat > Browsing.java <<'JAVA'
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.Collections;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

class Browsing {
    private static EmbeddedActiveMQ broker;
    private static ActiveMQConnectionFactory factory;

    public static void main(String[] args) throws Exception {
        broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAddressSetting("#", new AddressSettings().setRedeliveryDelay(60_000))
                .addAcceptorConfiguration("vm", "vm://0"));
        broker.start();
        factory = new ActiveMQConnectionFactory("vm://0");
        try (JMSContext sender = factory.createContext();
                JMSContext worker = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = sender.createQueue("q");
            for (int i = 0; i < 5; i++) {
                sender.createProducer().send(queue, "message " + i);
            }
            tell("nobody at work", queue);
            var consumer = worker.createConsumer(queue);
            consumer.receive(20_000);
            awaitSent();
            tell("one in work", queue);
            worker.rollback();
            consumer.close();
            tell("rolled back", queue);
        } finally {
            factory.close();
            broker.stop();
        }
    }

    /** Until the consumer has what its window lets it have. */
    private static void awaitSent() {
        var queue = broker.getActiveMQServer().locateQueue("q");
        while (queue.getDeliveringCount() < 5) {
            Thread.onSpinWait();
        }
    }

    private static void tell(String when, Queue queue) throws Exception {
        try (JMSContext context = factory.createContext();
                QueueBrowser browser = context.createBrowser(queue)) {
            int shown = Collections.list(browser.getEnumeration()).size();
            long count = broker.getActiveMQServer().locateQueue("q").getMessageCount();
            System.out.println(when + ": the browser shows " + shown + ", messageCount " + count);
        }
    }
}
JAVA
timeout 120 java -cp 'lib/*' Browsing.java 2> java.log | tee seen
cat > expected <<'SEEN'
nobody at work: the browser shows 5, messageCount 5
one in work: the browser shows 0, messageCount 5
rolled back: the browser shows 0, messageCount 5
SEEN
diff expected seen && echo "As described." || { cat java.log; exit 1; }
