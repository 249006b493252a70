package com.wevion.credits.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that reads the header lines of each request, and then breaks the connection. */
final class BrokenServer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::serve, "broken server");

    BrokenServer() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread.start();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                String first = in.readLine();
                for (String line = first; line != null && !line.isEmpty(); ) {
                    line = in.readLine();
                }
                if (first != null) {
                    requests.add(first.split(" ")[0]);
                }
            } catch (IOException e) {
                // It is closed, or the client was faster.
            }
        }
    }

    /** {@code host:port}. */
    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** The methods of the requests so far. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
