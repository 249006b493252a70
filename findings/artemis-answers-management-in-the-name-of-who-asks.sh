#!/bin/bash
# Apache Artemis 2.57.0 (artemis-server) with the Jakarta client 2.56.0: who asks the management address needs permission to send to the
# address the answer is for, and gets no answer otherwise, but an error at its own send.
#
# Expected from request and reply: the permissions `manage` on activemq.management, and to create and consume the temporary queue that
# the answer comes to, are enough for a client that only asks; the answer is sent by the broker.
# Seen: the broker sends its answer in the name of whoever asked. Without the permission `send` for the temporary queue, which has a
# name that nobody knows before and so only "#" matches, the question itself fails with AMQ229032; with it the answer comes.
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
      <artifactId>artemis-server</artifactId>
      <version>2.57.0</version>
    </dependency>
    <dependency>
      <groupId>org.apache.artemis</groupId>
      <artifactId>artemis-jakarta-client</artifactId>
      <version>2.56.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 || { cat mvn.log; exit 1; }

cat > Asking.java <<'JAVA'
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

class Asking {
    public static void main(String[] args) throws Exception {
        ask("without send", false);
        ask("with send", true);
        System.exit(0);
    }

    private static void ask(String how, boolean send) throws Exception {
        // send, consume, create and delete durable queues, create and delete non-durable ones, manage, browse, addresses, view, edit
        Role everywhere = new Role("r", send, true, false, false, true, true, false, true, true, true, false, false);
        Role managing = new Role("r", false, false, false, false, false, false, true, false, false, false, false, false);
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(true)
                .putSecurityRoles("#", Set.of(everywhere))
                .putSecurityRoles("activemq.management", Set.of(managing))
                .addAcceptorConfiguration("vm", "vm://0"));
        broker.setSecurityManager(new ActiveMQJAASSecurityManager(
                InVMLoginModule.class.getName(), new SecurityConfiguration(Map.of("u", "p"), Map.of("u", java.util.List.of("r")))));
        broker.start();
        try (var factory = new ActiveMQConnectionFactory("vm://0", "u", "p");
                JMSContext context = factory.createContext()) {
            TemporaryQueue answers = context.createTemporaryQueue();
            Message question = context.createMessage();
            question.setStringProperty("_AMQ_ResourceName", "broker");
            question.setStringProperty("_AMQ_Attribute", "Active");
            question.setJMSReplyTo(answers);
            try {
                context.createProducer().send(context.createQueue("activemq.management"), question);
                var answer = context.createConsumer(answers).receive(10_000);
                System.out.println(how + ": " + (answer instanceof TextMessage text ? text.getText() : "no answer"));
            } catch (JMSRuntimeException e) {
                System.out.println(how + ": " + e.getMessage().replaceAll("(AMQ\\d+).*", "$1"));
            }
        } finally {
            broker.stop();
        }
    }
}
JAVA
timeout 120 java -cp 'lib/*' Asking.java 2> java.log | tee seen
cat > expected <<'SEEN'
without send: AMQ229032
with send: [true]
SEEN
diff expected seen && echo "As described." || { cat java.log; exit 1; }
