package com.wevion.credits.platform;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses bodies that are longer than the setting, by what they claim and, when they claim nothing, by what comes. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
@ApplicationScoped
class BodyLimit implements ContainerRequestFilter {
    @Inject
    @ConfigProperty(name = "credits.http.body.max.bytes")
    long mostBytes;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getLength() > mostBytes) {
            throw new PayloadTooLarge(mostBytes);
        }
        request.setEntityStream(new Limited(request.getEntityStream(), mostBytes));
    }

    /** Counts, because a chunked body does not say its length. */
    static final class Limited extends FilterInputStream {
        private final long mostBytes;
        private long bytes;

        Limited(InputStream body, long mostBytes) {
            super(body);
            this.mostBytes = mostBytes;
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
            if (bytes > mostBytes) {
                throw new PayloadTooLarge(mostBytes);
            }
        }
    }
}
