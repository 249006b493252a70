package com.wevion.credits.http;

import com.wevion.credits.platform.PayloadTooLarge;
import com.wevion.credits.platform.Refusal;
import com.wevion.credits.platform.http.EarlyRefusal;
import com.wevion.credits.platform.http.ProblemAnswer;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;

/**
 * Passes a request of the REST API on once its body is there. Most bodies arrive together with their header lines and
 * pass at once; for others no thread waits. The body of an unauthenticated or refused request will not be read, so it is not waited for.
 */
public class Bodies extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1L;

    @Inject
    transient WaitingBodies waiting;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Refusal> refusal = EarlyRefusal.of(request);
        boolean isHere = isHere(request);
        if (isHere && isPacked(request)) {
            refuse(Form.packed(), request, response);
        } else if (isHere && refusal.isPresent()) {
            ProblemAnswer.write(refusal.get(), request, response);
        } else if (refusal.isPresent()) {
            refuse(refusal.get(), request, response);
        } else if (isHere) {
            chain.doFilter(BodyRule.isUpgrade(request) ? RequestWithBody.whole(request) : request, response);
        } else if (BodyRule.isNotRead(request)) {
            response.setHeader("Connection", "close");
            chain.doFilter(RequestWithBody.empty(request), response);
            drain(request, response);
        } else {
            await(request, response);
        }
    }

    private static boolean isHere(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length < 0) {
            return request.getHeader("Transfer-Encoding") == null;
        }
        return length == 0 || request.getInputStream().available() >= length;
    }

    /** True if there is more of it than the client announced. */
    private static boolean isPacked(HttpServletRequest request) throws IOException {
        long said = BodyRule.saidBytes(request);
        return said > 0 && request.getInputStream().available() > said;
    }

    private void await(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long maxBytes = waiting.limits(request).maxBytes();
        try {
            if (request.getContentLengthLong() > maxBytes) {
                throw new PayloadTooLarge(maxBytes);
            }
            if (request.getContentLengthLong() < 0) {
                // The server may look for more after the last chunk, and would take the next request for it.
                response.setHeader("Connection", "close");
            }
            WaitingBody body = waiting.await(request, response);
            body.listen();
            body.leave();
        } catch (Refusal e) {
            refuse(e, request, response);
        }
    }

    private void refuse(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Connection", "close");
        ProblemAnswer.write(refusal, request, response);
        response.flushBuffer();
        drain(request, response);
    }

    /** Closed at once, the connection would be reset, and the client might not see the answer. */
    private void drain(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.isAsyncStarted()) {
            return;
        }
        try {
            response.flushBuffer();
            waiting.drain(request, response);
        } catch (Refusal e) {
            // Too many already: those see their connection closed.
        }
    }
}
