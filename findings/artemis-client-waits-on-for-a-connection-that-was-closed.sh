#!/bin/bash
# Apache Artemis 2.53.0, JMS client (artemis-jakarta-client): whoever connects through a proxy whose broker is away waits for the whole
# call timeout, 30 seconds by default, though the connection was closed at once.
#
# Expected: a connection that ends while it is being made fails as fast as one that is refused, since nothing can come any more.
# Seen: a port that refuses fails in well under a second. One that accepts and closes, as load balancers and proxies do, keeps
# createContext() waiting in ClientSessionFactoryImpl.waitForTopology for the call timeout, whatever it is set to: with 2,000 ms about 2, with
# 5,000 ms about 5 seconds. So a worker behind a proxy is away for half a minute after each restart of the broker, unless it sets a shorter one.
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
      <artifactId>artemis-jakarta-client</artifactId>
      <version>2.53.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 || { cat mvn.log; exit 1; }

cat > Connecting.java <<'JAVA'
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

class Connecting {
    public static void main(String[] args) throws Exception {
        int refusing;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refusing = free.getLocalPort();
        }
        ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread closing = new Thread(() -> {
            try {
                while (true) {
                    proxy.accept().close();
                }
            } catch (java.io.IOException e) {
                // the end
            }
        });
        closing.setDaemon(true);
        closing.start();
        tell("refused, call timeout 5000", refusing, 5_000);
        tell("closed, call timeout 2000", proxy.getLocalPort(), 2_000);
        tell("closed, call timeout 5000", proxy.getLocalPort(), 5_000);
    }

    private static void tell(String what, int port, long callMillis) {
        long from = System.nanoTime();
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port)) {
            factory.setCallTimeout(callMillis);
            try (JMSContext context = factory.createContext()) {
                System.out.println(what + ": connected");
            } catch (JMSRuntimeException e) {
                long millis = (System.nanoTime() - from) / 1_000_000;
                System.out.println(what + ": fails " + (millis >= callMillis ? "after the call timeout" : "before it"));
            }
        }
    }
}
JAVA
timeout 120 java -cp 'lib/*' Connecting.java 2> java.log | tee seen
cat > expected <<'SEEN'
refused, call timeout 5000: fails before it
closed, call timeout 2000: fails after the call timeout
closed, call timeout 5000: fails after the call timeout
SEEN
diff expected seen && echo "As described." || { cat java.log; exit 1; }
