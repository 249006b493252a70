package com.wevion.credits.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A connection to the server on which a test says each byte itself, and when. */
final class Exchange implements AutoCloseable {
    /** The server's answer. */
    record Answer(int status, String head, String body) {
        String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse(null);
        }
    }

    private final Socket socket;

    Exchange(String baseUrl) throws IOException {
        this(new Socket("127.0.0.1", URI.create(baseUrl).getPort()));
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
    }

    /** On a connection that there is. */
    Exchange(Socket socket) {
        this.socket = socket;
    }

    /** The lines before the body, of JSON, with the one that says its length. */
    static String post(String path, String length, String... headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + length + "\r\n"
                + String.join("", headers) + "\r\n";
    }

    Exchange say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Says the parts one after the other, a pause between them, and returns when all are said. */
    Exchange sayOneByOne(List<String> parts, long pauseMillis) {
        CompletableFuture<Void> said = CompletableFuture.completedFuture(null);
        for (String part : parts) {
            said = said.thenRunAsync(
                    () -> {
                        try {
                            say(part);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    },
                    CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS));
        }
        said.join();
        return this;
    }

    /** The next answer, with its body if that has a length. */
    Answer answer() throws IOException {
        Answer begun = head();
        String length = begun.header("Content-Length");
        byte[] body = socket.getInputStream().readNBytes(length == null ? 0 : Integer.parseInt(length));
        return new Answer(begun.status(), begun.head(), new String(body, StandardCharsets.UTF_8));
    }

    /** The next answer, without its body. */
    Answer head() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return new Answer(0, head.toString(), "");
            }
            head.append((char) next);
        }
        List<String> lines = new ArrayList<>(head.toString().lines().toList());
        return new Answer(Integer.parseInt(lines.get(0).split(" ")[1]), head.toString(), "");
    }

    /** Reads a body that has not ended yet, until all of these texts have come. */
    String awaitText(String... texts) throws IOException {
        StringBuilder come = new StringBuilder();
        while (!List.of(texts).stream().allMatch(text -> come.indexOf(text) >= 0)) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("It ended with " + come);
            }
            come.append((char) next);
        }
        return come.toString();
    }

    /** True if the server has said something that nobody has read. */
    boolean isAnswered() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** True if the server has closed the connection without saying more. */
    boolean isClosed() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    /** As a client does that dies: the connection is reset. */
    void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
