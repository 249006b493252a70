#!/bin/bash
# Payara Micro 6.2025.10, no-interface view of a session bean: a public method cannot return a type that is visible in its package only.
#
# Expected from the language and from Jakarta Enterprise Beans, where the no-interface view has all public methods of the class: a bean
# of the same package calls the method and gets the value, as it would from an ordinary object.
# Seen: the application deploys without a warning, and the call ends with IllegalAccessError, an Error and no Exception, since the proxy
# of the view is in another module than the type. A method that returns a List of that type works: the proxy does not see the type then.
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
cat > src/Box.java <<'JAVA'
package finding;

import jakarta.ejb.Stateless;
import java.util.List;

@Stateless
public class Box {
    record Look(String text) {}

    public Look one() {
        return new Look("one");
    }

    public List<Look> many() {
        return List.of(new Look("many"));
    }
}
JAVA
cat > src/Looks.java <<'JAVA'
package finding;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.function.Supplier;

@RequestScoped
@Path("")
public class Looks {
    @ApplicationPath("")
    public static class All extends Application {}

    @Inject
    Box box;

    @GET
    @Path("one")
    public String one() {
        return tell(() -> box.one().text());
    }

    @GET
    @Path("many")
    public String many() {
        return tell(() -> box.many().get(0).text());
    }

    private static String tell(Supplier<String> call) {
        try {
            return call.get();
        } catch (Throwable e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return cause.getClass().getName();
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
for _ in $(seq 120); do
    curl -fsS -m 5 "http://127.0.0.1:$port/many" > many 2> curl.log && break
    kill -0 "$server" || { cat server.log; exit 1; }
    sleep 1
done
{
    echo "a list of them: $(cat many)"
    echo "one of them: $(curl -fsS -m 5 "http://127.0.0.1:$port/one")"
} | tee seen
cat > expected <<'SEEN'
a list of them: many
one of them: java.lang.IllegalAccessError
SEEN
diff expected seen && echo "As described." || { tail -40 server.log; exit 1; }
