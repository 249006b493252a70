#!/bin/bash
# Payara Micro 6.2025.10 (Weld 5), application-scoped beans: a synchronized method keeps callers of the others out even while it waits.
#
# Expected from the language: wait() gives up the object's lock, so that another thread may enter, change what is waited for, and notify.
# Seen: so it is with an object; with the same class as a bean nobody gets in until the wait has timed out. What is injected is a proxy,
# whose methods are synchronized as those of the bean are. The wait gives up the lock of the bean, and the caller keeps that of the proxy.
#
# Needs a JDK 17, Maven and curl. Ends with 0 if that is still so.
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2> kill.log || true; rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>jakarta.platform</groupId>
      <artifactId>jakarta.jakartaee-api</artifactId>
      <version>10.0.0</version>
    </dependency>
    <dependency>
      <groupId>fish.payara.extras</groupId>
      <artifactId>payara-micro</artifactId>
      <version>6.2025.10</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 || { cat mvn.log; exit 1; }

mkdir -p src classes/WEB-INF/classes
echo '<beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>' > classes/WEB-INF/beans.xml
cat > src/Gate.java <<'JAVA'
package finding;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class Gate {
    private volatile boolean waiting;
    private boolean open;

    public synchronized boolean awaitOpen(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        waiting = true;
        for (long left = millis; !open && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return open;
    }

    public synchronized void open() {
        open = true;
        notifyAll();
    }

    public boolean isWaiting() {
        return waiting;
    }
}
JAVA
cat > src/Gates.java <<'JAVA'
package finding;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.concurrent.CompletableFuture;

@RequestScoped
@Path("")
public class Gates {
    @ApplicationPath("")
    public static class All extends Application {}

    @Inject
    Gate bean;

    @GET
    @Path("object")
    public String object() {
        return opened(new Gate());
    }

    @GET
    @Path("bean")
    public String bean() {
        return opened(bean);
    }

    private static String opened(Gate gate) {
        CompletableFuture<Boolean> opened = CompletableFuture.supplyAsync(() -> {
            try {
                return gate.awaitOpen(3_000);
            } catch (InterruptedException e) {
                return false;
            }
        });
        while (!gate.isWaiting()) {
            Thread.onSpinWait();
        }
        gate.open();
        return opened.join() ? "opened while somebody waited" : "opened after the wait had timed out";
    }
}
JAVA
javac -cp 'lib/*' -d classes/WEB-INF/classes src/*.java
jar --create --file ROOT.war -C classes .

echo 'set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1' > preboot
port=$((20000 + RANDOM % 10000))
java -jar lib/payara-micro-6.2025.10.jar --nocluster --disablephonehome --rootdir root --prebootcommandfile preboot \
    --contextroot / --port "$port" --deploy ROOT.war > server.log 2>&1 &
server=$!
for _ in $(seq 120); do
    curl -fsS -m 10 "http://127.0.0.1:$port/object" > object 2> curl.log && break
    kill -0 "$server" || { cat server.log; exit 1; }
    sleep 1
done
{
    echo "an object: $(cat object)"
    echo "a bean: $(curl -fsS -m 10 "http://127.0.0.1:$port/bean")"
} | tee seen
cat > expected <<'SEEN'
an object: opened while somebody waited
a bean: opened after the wait had timed out
SEEN
diff expected seen && echo "As described." || { tail -40 server.log; exit 1; }
