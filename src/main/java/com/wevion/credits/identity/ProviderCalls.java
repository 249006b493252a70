package com.wevion.credits.identity;

import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import com.wevion.credits.platform.call.BoundedCalls;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Calls to identity providers. Thread-safe. */
@ApplicationScoped
public class ProviderCalls implements HTTPRequestSender {
    private static final int OK = 200;

    @Inject
    @ConfigProperty(name = "credits.identity.connect.timeout.millis")
    long connectMillis;

    @Inject
    @ConfigProperty(name = "credits.identity.call.timeout.millis")
    long callMillis;

    @Inject
    @ConfigProperty(name = "credits.identity.answer.max.bytes")
    int maxBytes;

    private BoundedCalls calls;

    @PostConstruct
    void start() {
        calls = new BoundedCalls(connectMillis, callMillis, maxBytes);
    }

    /**
     * The content of an address.
     *
     * @throws IOException if the provider is away, or answers with anything but 200
     */
    public String get(URI address) throws IOException {
        HTTPResponse answer = call(HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build());
        if (answer.getStatusCode() != OK) {
            throw new IOException(address + " answers " + answer.getStatusCode());
        }
        return answer.getBody();
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(asked.getURI())
                .method(
                        asked.getMethod().name(),
                        asked.getBody() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(asked.getBody()));
        asked.getHeaderMap().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return call(request.build());
    }

    private HTTPResponse call(HttpRequest request) throws IOException {
        BoundedCalls.HttpAnswer answer = calls.send(request);
        HTTPResponse response = new HTTPResponse(answer.status());
        try {
            response.setContentType(answer.headers().firstValue("Content-Type").orElse("application/octet-stream"));
        } catch (com.nimbusds.oauth2.sdk.ParseException e) {
            throw new IOException(request.uri() + " answers with no usable Content-Type", e);
        }
        response.setBody(new String(answer.body(), StandardCharsets.UTF_8));
        return response;
    }
}
