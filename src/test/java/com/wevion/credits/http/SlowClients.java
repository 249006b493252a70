package com.wevion.credits.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that send a byte of their body every three seconds, and reconnect when they are refused. */
final class SlowClients implements AutoCloseable {
    private static final int TICK_MILLIS = 100;
    private static final int TICKS_BETWEEN_BYTES = 30;

    private final InetSocketAddress server;
    private final List<Client> clients = new ArrayList<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();

    /** @param heads the lines before the body, each of them for as many clients as {@code each} says */
    SlowClients(String baseUrl, int each, List<String> heads) {
        server = new InetSocketAddress("127.0.0.1", URI.create(baseUrl).getPort());
        for (String head : heads) {
            for (int client = 0; client < each; client++) {
                clients.add(new Client(head.getBytes(StandardCharsets.US_ASCII), client % TICKS_BETWEEN_BYTES));
            }
        }
        ticks.scheduleWithFixedDelay(() -> clients.forEach(Client::tick), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The number of answers that began with this status line. */
    int answers(String status) {
        AtomicInteger count = answers.get(status);
        return count == null ? 0 : count.get();
    }

    /** All kinds of answers, and how connections ended otherwise. */
    Map<String, AtomicInteger> answers() {
        return answers;
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        try {
            ticks.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clients.forEach(Client::end);
    }

    private final class Client {
        private final byte[] head;
        private final ByteBuffer answer = ByteBuffer.allocate(8_192);
        private SocketChannel socket;
        private int tick;

        Client(byte[] head, int tick) {
            this.head = head;
            this.tick = tick;
        }

        void tick() {
            try {
                if (socket == null) {
                    socket = SocketChannel.open(server);
                    socket.write(ByteBuffer.wrap(head));
                    socket.configureBlocking(false);
                    answer.clear();
                }
                if (socket.read(answer) < 0) {
                    note(
                            answer.position() < 12
                                    ? "closed"
                                    : new String(answer.array(), 0, 12, StandardCharsets.US_ASCII));
                    end();
                } else if (++tick % TICKS_BETWEEN_BYTES == 0) {
                    socket.write(ByteBuffer.wrap(new byte[] {'{'}));
                }
            } catch (IOException e) {
                note(
                        answer.position() < 12
                                ? e.toString()
                                : new String(answer.array(), 0, 12, StandardCharsets.US_ASCII));
                end();
            }
        }

        private void note(String how) {
            answers.computeIfAbsent(how, key -> new AtomicInteger()).incrementAndGet();
        }

        void end() {
            try {
                if (socket != null) {
                    socket.close();
                }
            } catch (IOException e) {
                // It is gone.
            }
            socket = null;
        }
    }
}
