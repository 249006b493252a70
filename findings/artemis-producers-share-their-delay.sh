#!/bin/bash
# Apache Artemis 2.53.0, JMS client (artemis-jakarta-server, in one JVM): the JMSProducers of one JMSContext share their settings.
#
# Expected from the API, where createProducer() gives a new JMSProducer each time with defaults of its own: after one producer
# was given a delivery delay, another one of the same context, which was given none, sends without.
# Seen: the second producer sends with the delay of the first, and says so by getDeliveryDelay(); the same with time to live and
# priority. So whoever uses several producers of a context sets everything on each of them.
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

cat > Producers.java <<'JAVA'
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

class Producers {
    public static void main(String[] args) throws Exception {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("vm", "vm://0"));
        broker.start();
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://0");
                JMSContext context = factory.createContext()) {
            Queue queue = context.createQueue("q");
            JMSProducer first = context.createProducer().setDeliveryDelay(3_000).setTimeToLive(60_000).setPriority(7);
            JMSProducer second = context.createProducer();
            System.out.println("same object: " + (first == second));
            System.out.println("delay of the second: " + second.getDeliveryDelay());
            System.out.println("time to live of the second: " + second.getTimeToLive());
            System.out.println("priority of the second: " + second.getPriority());
            long sent = System.nanoTime();
            second.send(queue, "now");
            context.createConsumer(queue).receive(20_000);
            System.out.println("delivered at once: " + (System.nanoTime() - sent < 2_000_000_000L));
        } finally {
            broker.stop();
        }
    }
}
JAVA
java -cp 'lib/*' Producers.java 2> java.log | tee seen
cat > expected <<'SEEN'
same object: false
delay of the second: 3000
time to live of the second: 60000
priority of the second: 7
delivered at once: false
SEEN
diff expected seen && echo "As described." || { cat java.log; exit 1; }
