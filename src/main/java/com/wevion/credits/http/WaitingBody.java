package com.wevion.credits.http;

import com.wevion.credits.platform.BodyTooSlow;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.PayloadTooLarge;
import com.wevion.credits.platform.Refusal;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.http.ProblemAnswer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A request whose body is still arriving. No thread waits for it: the server calls when there is more, and {@link #look} checks the time. */
final class WaitingBody implements ReadListener {
    private enum State {
        COMING,
        /** The body is complete; the thread that began to wait has yet to leave. */
        WHOLE,
        /** The request is processed once a thread is free. */
        STARTED,
        /** Refused; the rest is discarded for a while, or the client would not see the answer. */
        REFUSED,
        OVER
    }

    private static final Logger LOG = Logger.getLogger(WaitingBody.class.getName());
    private static final int BUFFER_BYTES = 8_192;
    private static final RuntimeException FAULT = new Unavailable("The body could not be read.");
    private final BodyLimits limits;
    private final WaitingBodies all;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final RequestWithBody.Address address;
    private final AsyncContext async;
    private final ServletInputStream stream;
    private final KeptBody kept;
    private final long began = System.nanoTime();
    /** The length, where the server does not report the end. */
    private final long endsAtBytes;

    private final long saidBytes;

    private State state;
    private long changed = began;
    private volatile boolean isLeft;

    private WaitingBody(
            HttpServletRequest request, HttpServletResponse response, BodyLimits limits, State state, WaitingBodies all)
            throws IOException {
        this.request = request;
        this.response = response;
        this.limits = limits;
        this.state = state;
        this.all = all;
        this.address = RequestWithBody.Address.of(request);
        this.endsAtBytes = BodyRule.isUpgrade(request) ? request.getContentLengthLong() : Long.MAX_VALUE;
        this.saidBytes = BodyRule.saidBytes(request);
        this.kept = new KeptBody(limits.memoryBytes());
        this.stream = request.getInputStream();
        this.async = request.startAsync(request, response);
        this.async.setTimeout(0); // it has deadlines of its own
    }

    /** Begins to wait; the calling thread is free again. */
    static WaitingBody begin(
            HttpServletRequest request, HttpServletResponse response, BodyLimits limits, WaitingBodies all)
            throws IOException {
        return new WaitingBody(request, response, limits, State.COMING, all);
    }

    /** Discards the rest of a body after the answer. */
    static WaitingBody drain(
            HttpServletRequest request, HttpServletResponse response, BodyLimits limits, WaitingBodies all)
            throws IOException {
        return new WaitingBody(request, response, limits, State.REFUSED, all);
    }

    void listen() {
        stream.setReadListener(this);
    }

    /** The thread that began to wait leaves; the request is not processed, and so cannot end, before it has. */
    void leave() {
        isLeft = true;
        startIfLeft();
    }

    private void startIfLeft() {
        if (isLeft && changeIf(State.WHOLE, State.STARTED)) {
            all.isWhole(this);
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        Refusal refusal = null;
        synchronized (this) {
            while (isMore()) {
                int read = stream.read(buffer, 0, (int) Math.min(buffer.length, endsAtBytes - kept.bytes()));
                if (read < 0) {
                    break;
                }
                long bytes = kept.bytes() + read;
                if (state == State.COMING && (bytes > limits.maxBytes() || isLongerThanSaid(bytes))) {
                    change(State.REFUSED);
                    refusal = isLongerThanSaid(bytes) ? Form.packed() : new PayloadTooLarge(limits.maxBytes());
                } else if (state == State.COMING) {
                    kept.add(buffer, read);
                }
            }
        }
        if (refusal != null) {
            answer(refusal);
        } else if (kept.bytes() == endsAtBytes) {
            onAllDataRead();
        }
    }

    /**
     * True if more can be read now. Once the announced length is here, the server is not asked for more: it would take the next
     * request on the connection for a part of this one, and nobody would answer it.
     */
    private boolean isMore() throws IOException {
        if (state == State.OVER || kept.bytes() >= endsAtBytes) {
            return false;
        }
        boolean isHere = state == State.COMING && saidBytes >= 0 && kept.bytes() >= saidBytes;
        return isHere ? stream.available() > 0 : stream.isReady();
    }

    private boolean isLongerThanSaid(long bytes) {
        return saidBytes >= 0 && bytes > saidBytes;
    }

    @Override
    public void onAllDataRead() {
        if (kept.bytes() < saidBytes && changeIf(State.COMING, State.OVER)) {
            answer(Form.packed());
            end();
        } else if (changeIf(State.COMING, State.WHOLE)) {
            startIfLeft();
        } else if (changeIf(State.REFUSED, State.OVER)) {
            end();
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (changeIf(State.COMING, State.OVER)) {
            LOG.log(Level.INFO, "{0}: no more of the body comes after {1} bytes: {2}", new Object[] {
                OneLine.of(address.uri()), kept.bytes(), OneLine.of(failure.toString())
            });
            ProblemAnswer.write(
                    FAULT, request, response); // it may have been ours, as a full disk, and the client still be there
            end();
        } else if (changeIf(State.REFUSED, State.OVER)) {
            end();
        }
    }

    /** Gives it up if it is still arriving: this server stops. */
    void close() {
        if (changeIf(State.COMING, State.OVER)) {
            answer(new Unavailable("The server is stopping."));
            end();
        }
    }

    /** Gives it up if it takes too long. */
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
        } else if (inStateSeconds >= limits.drainSeconds() && changeIf(State.REFUSED, State.OVER)) {
            end();
        }
    }

    /**
     * Has another thread process the request. It is forwarded, not dispatched: the server forgets requests that are dispatched before the
     * thread that began to wait has left it.
     *
     * @param work work that ends with {@link #forward}
     * @param afterwards is run when the request is over
     */
    void start(Callable<?> work, Runnable afterwards) {
        try {
            async.start(() -> {
                try {
                    work.call();
                } catch (Throwable e) { // the last place that can answer
                    ProblemAnswer.write(e, request, response);
                } finally {
                    finish(afterwards);
                }
            });
        } catch (RuntimeException e) { // there is no thread
            ProblemAnswer.write(FAULT, request, response);
            finish(afterwards);
        }
    }

    private void finish(Runnable afterwards) {
        try {
            if (changeIf(State.STARTED, State.OVER)) {
                end();
            }
        } finally {
            afterwards.run();
        }
    }

    /** Has the request processed, with its body. */
    void forward() throws IOException, ServletException {
        request.getRequestDispatcher(address.servletPath() + RequestWithBody.TAKEN_UP)
                .forward(new RequestWithBody(request, address, kept.read()), response);
    }

    /** Refuses the request; the rest of its body is discarded for a while. */
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
            LOG.log(Level.FINE, "The server had already ended the request", e);
        }
        all.isOver(this);
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
