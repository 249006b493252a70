package com.wevion.credits.http;

import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.Nginx;
import java.io.IOException;

/** The service with an nginx before it, to which a test says what it wants. */
final class BehindNginx implements AutoCloseable {
    /** The application gives it to each of its answers, nginx to none. */
    static final String OF_THE_APPLICATION = "X-Content-Type-Options";

    private final Nginx nginx;

    /** @param name of the folder in which nginx logs */
    BehindNginx(LocalService service, String name) {
        nginx = Nginx.start(name, service.baseUrl().replace("http://", ""));
    }

    Nginx nginx() {
        return nginx;
    }

    /** All lines before the body. */
    static String request(String line, String... headers) {
        return line + " HTTP/1.1\r\nHost: " + Nginx.NAME + "\r\n" + lines(headers) + "\r\n";
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    Exchange.Answer say(String request) throws IOException {
        try (Exchange exchange = new Exchange(nginx.connect())) {
            return exchange.say(request).answer();
        }
    }

    @Override
    public void close() {
        nginx.close();
    }
}
