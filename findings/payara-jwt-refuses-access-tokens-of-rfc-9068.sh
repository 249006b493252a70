#!/bin/bash
# Payara Micro 6.2025.10, MicroProfile JWT: a token that is in order is refused for the lack of jti or of a type, and for the type that
# RFC 9068 wants; the answer does not say why.
#
# Expected from MicroProfile JWT 2.1, by which jti is recommended only, from RFC 7519, by which jti and typ are optional, and from RFC 9068,
# by which an access token has the type at+jwt: signature, issuer, audience and exp are in order, so the caller is known.
# And by RFC 6750 a 401 has a WWW-Authenticate that says invalid_token.
# Seen: only the caller whose token has both jti and the type JWT is known; the others get 401, without WWW-Authenticate. So the tokens
# of some providers are left out: Microsoft Entra's have no jti, Okta's no type, and those of RFC 9068 another one.
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
      <groupId>org.eclipse.microprofile.jwt</groupId>
      <artifactId>microprofile-jwt-auth-api</artifactId>
      <version>2.1</version>
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

mkdir -p src classes/WEB-INF/classes/META-INF
cat > src/Who.java <<'JAVA'
package finding;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.auth.LoginConfig;

@RequestScoped
@Path("who")
public class Who {
    @ApplicationPath("")
    @ApplicationScoped
    @LoginConfig(authMethod = "MP-JWT", realmName = "finding")
    public static class All extends Application {}

    @GET
    public String who(@Context SecurityContext security) {
        return security.getUserPrincipal() == null ? "nobody" : security.getUserPrincipal().getName();
    }
}
JAVA
# Writes the settings, and prints a token for each line of a table: header and claims besides those that all have.
cat > src/Issue.java <<'JAVA'
package finding;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

public class Issue {
    public static void main(String[] arguments) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        Files.writeString(
                Path.of("classes/WEB-INF/classes/META-INF/microprofile-config.properties"),
                "mp.jwt.verify.issuer=https://id.example\nmp.jwt.verify.audiences=api\nmp.jwt.verify.publickey="
                        + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()) + "\n");
        long now = Instant.now().getEpochSecond();
        String iat = ",\"iat\":" + now;
        String jti = ",\"jti\":\"1\"";
        token(keys, ",\"typ\":\"JWT\"", iat + jti, "all");
        token(keys, ",\"typ\":\"JWT\"", iat, "no-jti");
        token(keys, "", iat + jti, "no-typ");
        token(keys, ",\"typ\":\"at+jwt\"", iat + jti, "rfc-9068");
    }

    private static void token(KeyPair keys, String header, String claims, String name) throws Exception {
        long end = Instant.now().getEpochSecond() + 3600;
        String text = part("{\"alg\":\"RS256\"" + header + "}") + "."
                + part("{\"iss\":\"https://id.example\",\"aud\":\"api\",\"sub\":\"ann\",\"exp\":" + end + claims + "}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(text.getBytes("US-ASCII"));
        Files.writeString(
                Path.of(name + ".token"),
                text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
    }

    private static String part(String json) throws Exception {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes("UTF-8"));
    }
}
JAVA
javac -cp 'lib/*' -d classes/WEB-INF/classes src/*.java
java -cp classes/WEB-INF/classes finding.Issue
jar --create --file ROOT.war -C classes .

echo 'set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1' > preboot
port=$((20000 + RANDOM % 10000))
java -jar lib/payara-micro-6.2025.10.jar --nocluster --disablephonehome --rootdir root --prebootcommandfile preboot \
    --contextroot / --port "$port" --deploy ROOT.war > server.log 2>&1 &
server=$!
ask() { curl -sS -m 5 -D headers -o body -w '%{http_code}' -H "Authorization: Bearer $(cat "$1.token")" "http://127.0.0.1:$port/who"; }
for _ in $(seq 120); do
    [ "$(curl -s -m 5 "http://127.0.0.1:$port/who" 2> curl.log)" = nobody ] && break
    kill -0 "$server" || { cat server.log; exit 1; }
    sleep 1
done
for token in all no-jti no-typ rfc-9068; do
    status=$(ask $token)
    echo "$token: $status, challenges: $(grep -ci '^www-authenticate' headers || true)"
done | tee seen
cat > expected <<'SEEN'
all: 200, challenges: 0
no-jti: 401, challenges: 0
no-typ: 401, challenges: 0
rfc-9068: 401, challenges: 0
SEEN
diff expected seen && echo "As described." || { tail -40 server.log; exit 1; }
