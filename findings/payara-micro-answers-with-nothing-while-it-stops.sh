#!/bin/bash
# Payara Micro 6.2025.10, SIGTERM: the listener stays open while the applications are taken away, and answers for them.
#
# Expected from a server that stops in order: it closes the listener first, or answers 503, until it has taken its applications away, so
# that a caller or a proxy knows to ask another server.
# Seen: while an application closes, here for three seconds in a servlet's destroy(), new connections are accepted all the time; most
# requests are answered by 503 as HTML, without Retry-After, and some by 500 without a body. `--shutdowngrace` only puts that off.
#
# Needs a JDK 17, Maven and curl. Ends with 0 if that is still so.
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill -9 "$server" 2> kill.log || true; rm -rf "$folder"' EXIT
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
cat > src/Hello.java <<'JAVA'
package finding;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

@WebServlet("/hello")
public class Hello extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print("hello");
    }

    @Override
    public void destroy() {
        try {
            Thread.sleep(3000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
ask() { curl -s -m 5 -o body -w '%{http_code}' "http://127.0.0.1:$port/hello" || true; }
for _ in $(seq 120); do
    [ "$(ask)" != 200 ] || break
    kill -0 "$server" || { cat server.log; exit 1; }
    sleep 1
done
[ "$(ask)" = 200 ] || { cat server.log; exit 1; }

kill -TERM "$server"
while kill -0 "$server" 2> kill.log; do
    status=$(ask)
    [ "$status" = 000 ] || echo "$status $([ -s body ] && echo "with a body" || echo "without a body")"
done > answers
sort answers | uniq -c
grep -q '^500 without a body$' answers && grep -q '^503 with a body$' answers && echo "As described." || { tail -40 server.log; exit 1; }
