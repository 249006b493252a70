package com.wevion.credits.dev;

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

/** A line to a port of this machine that can be stalled: nothing comes through any more, and nobody is told. */
public final class StallingProxy implements AutoCloseable {
    private final int target;
    private final ServerSocket entrance;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private boolean stalled;

    /** Listens at a free port. */
    public StallingProxy(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** The port that it listens at. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** Holds back everything that comes from now on. */
    public synchronized void stall() {
        stalled = true;
    }

    /** Lets everything through, also what was held back. */
    public synchronized void resume() {
        stalled = false;
        notifyAll();
    }

    private synchronized void awaitLine() throws InterruptedException {
        while (stalled) {
            wait();
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(server);
                threads.execute(() -> pass(client, server));
                threads.execute(() -> pass(server, client));
            } catch (IOException e) {
                // Closed, or nobody listens behind it, which the client learns by the end of its connection.
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[16_384];
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                awaitLine();
                out.write(some, 0, count);
            }
        } catch (IOException e) {
            // Either side went away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
