package com.wevion.credits.operations;

import com.wevion.credits.platform.Closing;
import com.wevion.credits.platform.RunningWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The orderly stop of the service: first readiness turns 503 while requests are served as ever, until the load balancer has noticed; then new
 * requests get 503 with Retry-After, streams end, and what runs has its time to end; then the listener is closed. The server itself,
 * asked to stop, would let its applications go first and answer with empty 500s meanwhile.
 */
@Default
@Readiness
@ApplicationScoped
class Stop implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(Stop.class.getName());

    @Inject
    RunningWork work;

    @Inject
    ApiListener listener;

    @Inject
    Event<Closing> closing;

    @Inject
    @ConfigProperty(name = "credits.stop.notice.millis")
    long noticeMillis;

    @Inject
    @ConfigProperty(name = "credits.stop.drain.seconds")
    long drainSeconds;

    private volatile boolean begun;

    /** True once the server is about to stop. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("stopping").status(!begun).build();
    }

    /**
     * Reports that this server is no longer ready; it serves as ever.
     *
     * @return the time after which to {@link #leave}
     */
    Duration announce() {
        begun = true;
        LOG.log(Level.INFO, "Stopping: not ready from now on; new requests are refused after {0} ms", noticeMillis);
        return Duration.ofMillis(noticeMillis);
    }

    /** Returns when nothing runs any more, or when the time for that is over. */
    void leave() throws InterruptedException {
        try {
            work.close();
            closing.fire(new Closing());
            int left = work.awaitEnd(Duration.ofSeconds(drainSeconds));
            LOG.log(Level.INFO, "Stopping: requests, messages and rounds that did not end: {0}", left);
        } finally {
            listener.close();
        }
    }
}
