package com.wevion.credits.http;

import com.wevion.credits.platform.BodyTooSlow;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.PayloadTooLarge;
import com.wevion.credits.platform.ProblemAnswer;
import com.wevion.credits.platform.Refusal;
import com.wevion.credits.platform.Unavailable;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A request whose body is still coming. No thread waits with it: the server says when there is more, and {@link #look} when time is up. */
final class WaitingBody implements ReadListener {
    private enum State {
        COMING,
        /** All is here, and the server is to take the request up again. */
        WHOLE,
        /** The request is being worked on, with its body. */
        GOING_ON,
        /** Refused; what still comes is thrown away for a while, or the client would not see the answer. */
        REFUSED,
        OVER
    }

    private static final Logger LOG = Logger.getLogger(WaitingBody.class.getName());
    private static final int BUFFER_BYTES = 8_192;
    /** The server takes a request up within milliseconds; it has been seen to miss one that was handed over while its thread left. */
    private static final long TAKEN_UP_SECONDS = 5;

    private final BodyLimits limits;
    private final Runnable over;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final RequestWithBody.Address address;
    private final AsyncContext async;
    private final ServletInputStream stream;
    private final KeptBody kept;
    private final long began = System.nanoTime();
    private State state;
    private long changed = began;

    private WaitingBody(
            HttpServletRequest request, HttpServletResponse response, BodyLimits limits, State state, Runnable over)
            throws IOException {
        this.request = request;
        this.response = response;
        this.limits = limits;
        this.state = state;
        this.over = over;
        this.address = RequestWithBody.Address.of(request);
        this.kept = new KeptBody(limits.memoryBytes());
        this.stream = request.getInputStream();
        this.async = request.startAsync(request, response);
        this.async.setTimeout(0); // it has deadlines of its own
    }

    /**
     * Begins to wait; the thread that called may go.
     *
     * @param over is run once, when nothing is waited for or worked on any more
     */
    static WaitingBody begin(HttpServletRequest request, HttpServletResponse response, BodyLimits limits, Runnable over)
            throws IOException {
        return new WaitingBody(request, response, limits, State.COMING, over);
    }

    /** Throws away what still comes of a body that nobody wants, the answer having been written. */
    static WaitingBody drain(HttpServletRequest request, HttpServletResponse response, BodyLimits limits, Runnable over)
            throws IOException {
        return new WaitingBody(request, response, limits, State.REFUSED, over);
    }

    void listen() {
        stream.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        boolean tooLong = false;
        synchronized (this) {
            while (state != State.OVER && stream.isReady()) {
                int read = stream.read(buffer);
                if (read < 0) {
                    break;
                }
                if (state == State.COMING && kept.bytes() + read > limits.mostBytes()) {
                    change(State.REFUSED);
                    tooLong = true;
                } else if (state == State.COMING) {
                    kept.add(buffer, read);
                }
            }
        }
        if (tooLong) {
            answer(new PayloadTooLarge(limits.mostBytes()));
        }
    }

    @Override
    public void onAllDataRead() {
        if (changeIf(State.COMING, State.WHOLE)) {
            async.dispatch(address.servletPath() + RequestWithBody.TAKEN_UP);
        } else if (changeIf(State.REFUSED, State.OVER)) {
            end();
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (changeIf(State.COMING, State.OVER)) {
            LOG.log(Level.INFO, "{0}: the client went away after {1} bytes of its body: {2}", new Object[] {
                OneLine.of(address.uri()), kept.bytes(), OneLine.of(failure.toString())
            });
            end();
        } else if (changeIf(State.REFUSED, State.OVER)) {
            end();
        }
    }

    /** Gives up what takes too long. */
    void look() {
        long now = System.nanoTime();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(now - began);
        long inStateSeconds = TimeUnit.NANOSECONDS.toSeconds(now - changed());
        if (limits.isTooSlow(kept.bytes(), seconds) && changeIf(State.COMING, State.OVER)) {
            LOG.log(Level.WARNING, "{0}: the body was given up after {1} bytes in {2} s", new Object[] {
                OneLine.of(address.uri()), kept.bytes(), seconds
            });
            answer(new BodyTooSlow(kept.bytes(), seconds));
            end();
        } else if (inStateSeconds >= TAKEN_UP_SECONDS && changeIf(State.WHOLE, State.OVER)) {
            answer(new Unavailable("The server did not take the request up."));
            end();
        } else if (inStateSeconds >= limits.drainSeconds() && changeIf(State.REFUSED, State.OVER)) {
            end();
        }
    }

    /** The request with its body, to go on with; null if it has been given up meanwhile. */
    RequestWithBody takeUp(HttpServletRequest dispatched) throws IOException {
        return changeIf(State.WHOLE, State.GOING_ON) ? new RequestWithBody(dispatched, address, kept.read()) : null;
    }

    /** The request was worked on. */
    void done() {
        if (changeIf(State.GOING_ON, State.OVER)) {
            release();
        }
    }

    /** Refuses the request; what is still on its way is thrown away for a while. */
    void answer(Refusal refusal) {
        try {
            response.setHeader("Connection", "close");
            ProblemAnswer.write(refusal, request, response);
            response.flushBuffer();
        } catch (IOException e) {
            LOG.log(Level.FINE, "The client is gone", e);
        }
    }

    private void end() {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.log(Level.FINE, "The server ended the request before", e);
        }
        release();
    }

    private void release() {
        over.run();
        try {
            kept.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A temporary file cannot be closed: {0}", OneLine.of(e.getMessage()));
        }
    }

    private synchronized boolean changeIf(State from, State to) {
        if (state == from) {
            change(to);
            return true;
        }
        return false;
    }

    private synchronized void change(State to) {
        state = to;
        changed = System.nanoTime();
    }

    private synchronized long changed() {
        return changed;
    }
}
