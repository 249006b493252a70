package com.wevion.credits.platform.http;

import com.wevion.credits.platform.PayloadTooLarge;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses bodies that are longer than the setting, or than that of their {@link LongBody}, by what they claim and, when they claim
 * nothing, by what comes. It is the first filter that knows the method; a body without a method is not read at all.
 */
@Provider
@Priority(Priorities.AUTHENTICATION - 100)
@ApplicationScoped
class BodyLimit implements ContainerRequestFilter {
    @Context
    ResourceInfo resource;

    @Inject
    @ConfigProperty(name = "credits.http.body.max.bytes")
    long maxBytes;

    @Override
    public void filter(ContainerRequestContext request) {
        long max = maxBytes();
        // The length that Jersey gives is an int, and none for what does not fit.
        if (length(request) > max) {
            throw new PayloadTooLarge(max);
        }
        request.setEntityStream(new Limited(request.getEntityStream(), max));
    }

    private static long length(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : request.getLength();
    }

    private long maxBytes() {
        Method method = resource.getResourceMethod();
        LongBody body = method == null ? null : method.getAnnotation(LongBody.class);
        return body == null ? maxBytes : ConfigProvider.getConfig().getValue(body.value(), Long.class);
    }

    /** Counts, because a chunked body does not say its length. */
    static final class Limited extends FilterInputStream {
        private final long maxBytes;
        private long bytes;

        Limited(InputStream body, long maxBytes) {
            super(body);
            this.maxBytes = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int more) {
            bytes += more;
            if (bytes > maxBytes) {
                throw new PayloadTooLarge(maxBytes);
            }
        }
    }
}
