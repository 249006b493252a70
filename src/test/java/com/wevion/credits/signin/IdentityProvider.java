package com.wevion.credits.signin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.wevion.credits.identity.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** An OpenID Connect provider at which one person is signed in already: it answers at once, with tokens that are in order. */
final class IdentityProvider implements AutoCloseable {
    static final String CLIENT = "credits-pages";
    static final String SECRET = "not-a-secret";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys = Tokens.newPair();
    private final HttpServer server;
    private final Map<String, String> nonces = new ConcurrentHashMap<>();
    private final List<String> grants = new ArrayList<>();
    private final List<String> codes = new ArrayList<>();
    private volatile UUID person;
    private volatile List<String> groups = List.of();
    private volatile int accessSeconds = 600;
    private volatile boolean refreshes = true;
    private volatile boolean failing;
    private volatile String refusal = "invalid_grant";
    private volatile CompletableFuture<?> awaited = CompletableFuture.completedFuture(null);
    private volatile String lastRefreshToken;
    private final AtomicInteger metadataAsked = new AtomicInteger();

    IdentityProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> {
            metadataAsked.incrementAndGet();
            answer(exchange, 200, metadata());
        });
        server.createContext("/jwks", exchange -> answer(exchange, 200, Map.of("keys", List.of(jwk()))));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext(
                "/end",
                exchange -> lead(
                        exchange,
                        parameters(exchange.getRequestURI().getRawQuery()).get("post_logout_redirect_uri")));
        server.start();
    }

    /** Its issuer address. */
    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on this person is signed in. */
    void signedIn(UUID who, String... itsGroups) {
        person = who;
        groups = List.of(itsGroups);
    }

    /** From now on access tokens last that long, and are renewed or not. */
    void issues(int seconds, boolean withRefreshTokens) {
        accessSeconds = seconds;
        refreshes = withRefreshTokens;
    }

    /** The refresh token that it gave last. */
    String lastRefreshToken() {
        return lastRefreshToken;
    }

    /** From now on no code and no refresh token of before is taken, and this is what it says of them. */
    void forgetsEverybody(String error) {
        refusal = error;
        nonces.clear();
    }

    /** Makes it break off whenever it is asked for a token. */
    void fails(boolean always) {
        failing = always;
    }

    /** The number of requests for its metadata. */
    int metadataAsked() {
        return metadataAsked.get();
    }

    /** From now on it answers no question for a token before this has happened. */
    void answersAfter(CompletableFuture<?> event) {
        awaited = event;
    }

    /** An access token of somebody else. */
    String accessToken(UUID who, String... itsGroups) {
        return Tokens.of(issuer(), who, keys)
                .withHead("kid", "1")
                .with("groups", List.of(itsGroups))
                .signed();
    }

    /** The grant types that tokens were asked for by, in order. */
    List<String> grants() {
        synchronized (grants) {
            return List.copyOf(grants);
        }
    }

    /** The codes that tokens were asked for by, null for other grants. */
    List<String> codes() {
        synchronized (grants) {
            return new ArrayList<>(codes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/jwks",
                "end_session_endpoint",
                issuer() + "/end",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    private Map<String, Object> jwk() {
        return new RSAKey.Builder((RSAPublicKey) keys.getPublic())
                .algorithm(JWSAlgorithm.RS256)
                .keyID("1")
                .build()
                .toJSONObject();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        nonces.put(code, asked.get("nonce"));
        lead(exchange, asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    }

    private static void lead(HttpExchange exchange, String address) throws IOException {
        exchange.getResponseHeaders().set("Location", address);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        if (failing) {
            exchange.close();
            return;
        }
        Map<String, String> asked =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        synchronized (grants) {
            grants.add(asked.get("grant_type"));
            codes.add(asked.get("code"));
        }
        awaited.join();
        String nonce = nonces.remove(asked.getOrDefault("code", asked.get("refresh_token")));
        boolean granted = nonce != null && isOurClient(exchange);
        answer(exchange, granted ? 200 : 400, granted ? tokens(nonce) : Map.of("error", refusal));
    }

    private static boolean isOurClient(HttpExchange exchange) {
        String known = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + known).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private Map<String, Object> tokens(String nonce) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> answer = new HashMap<>(Map.of(
                "token_type",
                "Bearer",
                "expires_in",
                accessSeconds,
                "access_token",
                Tokens.of(issuer(), person, keys)
                        .withHead("kid", "1")
                        .with("groups", groups)
                        .with("exp", now + accessSeconds)
                        .signed(),
                "id_token",
                Tokens.of(issuer(), person, keys)
                        .withHead("kid", "1")
                        .with("aud", CLIENT)
                        .with("azp", CLIENT)
                        .with("nonce", nonce)
                        .with("name", "Paula Provider")
                        .signed()));
        if (refreshes) {
            lastRefreshToken = UUID.randomUUID().toString();
            nonces.put(lastRefreshToken, nonce);
            answer.put("refresh_token", lastRefreshToken);
        }
        return answer;
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> content) throws IOException {
        byte[] body = JSON.writeValueAsBytes(content);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> parameters(String form) {
        return Arrays.stream(form.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
