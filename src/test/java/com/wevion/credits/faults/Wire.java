package com.wevion.credits.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A way to a port of this machine that fails as a network does. */
final class Wire implements AutoCloseable {
    enum State {
        WHOLE,
        /** Takes everything and passes nothing on, without closing anything. */
        STALLED,
        /** Connections are closed, and so is each new one. */
        CUT,
        /** Everything arrives later. */
        SLOW
    }

    private static final long SLOW_MILLIS = 25;
    private static final int BUFFER = 64 * 1024;

    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private State state = State.WHOLE;

    /** @param target the port where it ends */
    Wire(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** The port where it begins. */
    int port() {
        return entrance.getLocalPort();
    }

    synchronized void set(State next) {
        state = next;
        if (next == State.CUT) {
            open.forEach(Wire::cut);
        }
        notifyAll();
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket from = entrance.accept();
                threads.execute(() -> connect(from));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void connect(Socket from) {
        open.add(from);
        try {
            mayPass();
            Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(to);
            from.setTcpNoDelay(true);
            to.setTcpNoDelay(true);
            threads.execute(() -> pass(from, to));
            threads.execute(() -> pass(to, from));
        } catch (IOException e) {
            cut(from);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                mayPass();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // either end is gone
        } finally {
            cut(from);
            cut(to);
        }
    }

    /** Returns when something may be passed on. */
    private synchronized void mayPass() throws IOException {
        try {
            while (state == State.STALLED) {
                wait();
            }
            if (state == State.SLOW) {
                wait(SLOW_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        if (state == State.CUT) {
            throw new IOException("cut");
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // as good as closed
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.forEach(Wire::cut);
        }
    }
}
