package com.wevion.credits.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The listeners by which callers reach the API. The server opens them after the application is deployed, by its boot commands; ready
 * means that the one without TLS is open. They are closed at the end, so that no server answers without its application.
 */
@Default
@Readiness
@ApplicationScoped
class ApiListener implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(ApiListener.class.getName());
    private static final int CONNECT_MILLIS = 500;

    @Inject
    @ConfigProperty(name = "credits.http.listener")
    List<String> names;

    @Inject
    @ConfigProperty(name = "credits.http.host")
    String host;

    @Inject
    @ConfigProperty(name = "credits.http.port")
    int port;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("listener")
                .status(isOpen())
                .withData("port", port)
                .build();
    }

    private boolean isOpen() {
        try (Socket socket = new Socket()) {
            InetAddress bound = InetAddress.getByName(host);
            InetAddress address = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes them: connections are refused, open ones end. */
    void close() {
        names.forEach(this::close);
    }

    private void close(String name) {
        String listener = "configs.config.server-config.network-config.network-listeners.network-listener." + name;
        if (ServerCommands.run("set", listener + ".enabled=false").isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "The server has no listener {0} that could be closed, see credits.http.listener",
                    name);
        }
    }
}
