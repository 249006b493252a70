#!/bin/bash
# Payara Micro 6.2025.10, OpenTelemetry: a server that traces nothing ends the spans of an application.
#
# Expected: MicroProfile Telemetry is off by default, and a span belongs to whoever began it. A filter of an application that begins one
# with an SDK of its own, makes it current and ends it after the chain, finds it recording there.
# Seen: after a servlet it is, after a resource of Jakarta REST it has ended. If the application brings no OpenTelemetry along, or gets the
# server's classes first, as is the default, its spans are current for the server too, whose filter for Jakarta REST notes http.status_code
# on the current span and ends it. What the application notes afterwards, such as the route, is lost without a warning.
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
      <groupId>io.opentelemetry</groupId>
      <artifactId>opentelemetry-sdk</artifactId>
      <version>1.29.0</version>
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
cat > src/Traced.java <<'JAVA'
package finding;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.ReadableSpan;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

@WebFilter("/*")
public class Traced extends HttpFilter {
    private static final Tracer TRACER = SdkTracerProvider.builder().build().get("application");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Span span = TRACER.spanBuilder("request").startSpan();
        try (Scope scope = span.makeCurrent()) {
            chain.doFilter(request, response);
        } finally {
            SpanData data = ((ReadableSpan) span).toSpanData();
            System.out.println("seen: " + request.getServletPath() + " recording " + span.isRecording() + ", attributes "
                    + data.getAttributes().asMap().keySet().stream().map(Object::toString).sorted().toList());
            span.end();
        }
    }
}
JAVA
cat > src/Plain.java <<'JAVA'
package finding;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

@WebServlet("/servlet")
public class Plain extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print("servlet");
    }
}
JAVA
cat > src/Resource.java <<'JAVA'
package finding;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;

@Path("resource")
public class Resource {
    @ApplicationPath("rest")
    public static class All extends Application {}

    @GET
    public String get() {
        return "resource";
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
    curl -fsS -m 5 "http://127.0.0.1:$port/servlet" > first 2> curl.log && break
    kill -0 "$server" || { cat server.log; exit 1; }
    sleep 1
done
curl -fsS -m 5 "http://127.0.0.1:$port/rest/resource" > second
for _ in $(seq 20); do
    [ "$(grep -c 'seen: ' server.log)" -ge 2 ] && break
    sleep 1
done
grep -o 'seen: [^]]*]' server.log | sort -u | tee seen
cat > expected <<'SEEN'
seen: /rest recording false, attributes [http.status_code]
seen: /servlet recording true, attributes []
SEEN
diff expected seen && echo "As described." || { tail -40 server.log; exit 1; }
