package com.wevion.credits.dev;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * One address for several servers: each request goes where the test says, and to another one if nobody listens there. Answers are
 * passed on as they come. It keeps no connection for a second request, so that no request follows the one before it.
 */
public final class LoadBalancer implements AutoCloseable {
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "keep-alive", "upgrade", "http2-settings");

    /** A request that a server has answered, or is answering. */
    public record Passed(String path, LocalService to) {}

    private record Request(String path, byte[] whole) {}

    private final ServerSocket entrance;
    private final List<LocalService> servers;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Queue<Passed> passed = new ConcurrentLinkedQueue<>();
    private volatile Function<String, LocalService> choice;

    /** Listens at a free port. */
    public LoadBalancer(LocalService... servers) {
        this.servers = List.of(servers);
        alternate();
        try {
            entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** {@code http://127.0.0.1:<port>}, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + entrance.getLocalPort();
    }

    /** From now on requests go where this says, by their path. */
    public void route(Function<String, LocalService> byPath) {
        choice = byPath;
    }

    /** From now on the servers get a request each in turn. */
    public void alternate() {
        AtomicInteger next = new AtomicInteger();
        choice = path -> servers.get(next.getAndIncrement() % servers.size());
    }

    /** The requests passed on since {@link #forget}. */
    public List<Passed> passed() {
        return List.copyOf(passed);
    }

    /** Forgets the requests passed on so far. */
    public void forget() {
        passed.clear();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return; // it is closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            Request request = read(new BufferedInputStream(client.getInputStream()));
            try (Socket server = connect(request)) {
                open.add(server);
                server.getOutputStream().write(request.whole());
                passOn(server.getInputStream(), client.getOutputStream());
                open.remove(server);
            }
        } catch (IOException e) {
            // Either side went away, which the other one learns by the end of its connection.
        } finally {
            open.remove(client);
        }
    }

    private Socket connect(Request request) throws IOException {
        LocalService first = choice.apply(request.path());
        List<LocalService> inTurn = new ArrayList<>(List.of(first));
        servers.stream().filter(server -> server != first).forEach(inTurn::add);
        ConnectException last = null;
        for (LocalService server : inTurn) {
            try {
                URI address = URI.create(server.baseUrl());
                Socket connection = new Socket(address.getHost(), address.getPort());
                passed.add(new Passed(request.path(), server));
                return connection;
            } catch (ConnectException e) {
                last = e;
            }
        }
        throw last;
    }

    private static void passOn(InputStream from, OutputStream to) throws IOException {
        byte[] some = new byte[8192];
        for (int count = from.read(some); count >= 0; count = from.read(some)) {
            to.write(some, 0, count);
            to.flush();
        }
    }

    private static Request read(InputStream in) throws IOException {
        String[] lines = head(in).split("\r\n");
        StringBuilder head = new StringBuilder(lines[0]).append("\r\n");
        int length = 0;
        for (String line : List.of(lines).subList(1, lines.length)) {
            String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
            if (name.equals("content-length")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
            if (!OF_THE_CONNECTION.contains(name)) {
                head.append(line).append("\r\n");
            }
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(in.readNBytes(length));
        return new Request(lines[0].split(" ")[1], whole.toByteArray());
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 || head.length() > LONGEST_HEAD) {
                throw new EOFException("No request");
            }
            head.append((char) next);
        }
        return head.toString();
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
