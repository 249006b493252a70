package com.wevion.credits.limit;

import com.wevion.credits.identity.CurrentCaller;
import com.wevion.credits.identity.Identity;
import com.wevion.credits.platform.TooManyRequests;
import com.wevion.credits.platform.http.LongAnswer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The long answers that this server writes at the moment: only so many at a time, and only so many for one caller, so that exports leave
 * threads for everybody else. Thread-safe.
 */
@Provider
@Priority(TeamLimit.AFTER_AUTHORIZATION + 1)
@ApplicationScoped
class LongAnswers implements ContainerRequestFilter {
    private static final String PLACE = "credits.limit.place";
    private static final UUID NO_PERSON = new UUID(0, 0);
    private static final long LATER_SECONDS = 5;

    @Context
    ResourceInfo resource;

    @Context
    HttpServletRequest request;

    @Inject
    CurrentCaller caller;

    @Inject
    @ConfigProperty(name = "credits.limit.exports")
    int max;

    @Inject
    @ConfigProperty(name = "credits.limit.exports.person")
    int maxPerCaller;

    private final Map<UUID, Integer> written = new HashMap<>();

    @Override
    public void filter(ContainerRequestContext context) {
        if (resource.getResourceMethod() != null
                && resource.getResourceMethod().isAnnotationPresent(LongAnswer.class)) {
            UUID subject = subject(caller.identity());
            enter(subject);
            Runnable leaving = () -> leave(subject);
            request.setAttribute(PLACE, leaving);
        }
    }

    private static UUID subject(Identity identity) {
        return identity == null || identity.personId() == null ? NO_PERSON : identity.personId();
    }

    /** Takes a place; who takes it gives it back by {@link #leave}. */
    void enter(UUID subject) {
        synchronized (written) {
            int all = written.values().stream().mapToInt(Integer::intValue).sum();
            if (all >= max || written.getOrDefault(subject, 0) >= maxPerCaller) {
                throw new TooManyRequests(
                        all >= max
                                ? "This server writes as many exports as it can at a time; try again later."
                                : "You have as many exports under way as you can have at a time; try again when one has ended.",
                        "exports",
                        LATER_SECONDS);
            }
            written.merge(subject, 1, Integer::sum);
        }
    }

    void leave(UUID subject) {
        synchronized (written) {
            written.computeIfPresent(subject, (who, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Gives the place back when the request ends, however it does. */
    @WebListener
    public static class End implements ServletRequestListener {
        @Override
        public void requestDestroyed(ServletRequestEvent event) {
            if (event.getServletRequest().getAttribute(PLACE) instanceof Runnable leaving) {
                event.getServletRequest().removeAttribute(PLACE);
                leaving.run();
            }
        }
    }
}
