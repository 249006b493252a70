package com.wevion.credits.dev;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The product behind the playground: it answers the messages of the playground and reports how they ended with a service's token
 * (D19). Chat has no queue, so it looks for open messages in the database, which only the launcher can; the report is made over
 * REST, as everybody's. What a message takes, or why it fails, is in its conversation's id, see {@link SimulatedAnswer}.
 */
final class SimulatedChat implements AutoCloseable {
    private static final int MILLIS_BETWEEN_LOOKS = 200;
    private static final int MAX_AT_ONCE = 100;
    private static final String OPEN = "SELECT id, team_id, terms->>'conversationId' AS conversation FROM hold"
            + " WHERE state = 'OPEN' AND kind = 'CHAT_MESSAGE' AND terms->>'conversationId' LIKE '"
            + SimulatedAnswer.PREFIX
            + "%' ORDER BY expires_at LIMIT " + MAX_AT_ONCE;

    private record Open(UUID id, UUID teamId, String conversation) {}

    private final LocalService service;
    private final long delayNanos;
    private final Map<UUID, Long> seenAtNanos = new HashMap<>();
    private final Thread worker = new Thread(this::workUntilClosed, "simulated chat");
    private volatile boolean closed;

    SimulatedChat(LocalService service, Settings settings) {
        this.service = service;
        this.delayNanos = TimeUnit.MILLISECONDS.toNanos(settings.number("credits.engines.delay.millis"));
    }

    void start() {
        worker.setDaemon(true);
        worker.start();
    }

    private void workUntilClosed() {
        while (!closed) {
            try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                    PreparedStatement statement = connection.prepareStatement(OPEN)) {
                while (!closed) {
                    answer(open(statement));
                    pause();
                }
            } catch (SQLException | UncheckedIOException | IllegalStateException e) {
                // The database or the service is away, as in the fault tests; it comes back.
                pause();
            }
        }
    }

    private static List<Open> open(PreparedStatement statement) throws SQLException {
        List<Open> messages = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                messages.add(new Open(
                        row.getObject("id", UUID.class),
                        row.getObject("team_id", UUID.class),
                        row.getString("conversation")));
            }
        }
        return messages;
    }

    private void answer(List<Open> messages) {
        seenAtNanos.keySet().retainAll(messages.stream().map(Open::id).toList());
        for (Open message : messages) {
            long seen = seenAtNanos.computeIfAbsent(message.id(), id -> System.nanoTime());
            Optional<Map<String, Object>> ending = SimulatedAnswer.completion(message.conversation());
            if (ending.isPresent() && System.nanoTime() - seen >= delayNanos) {
                report(message, ending.get());
            }
        }
    }

    private void report(Open message, Map<String, Object> completion) {
        String path = "/teams/" + message.teamId() + "/chat/messages/" + message.id() + "/completion";
        Api.Answer answer = Api.newHost(service).post(path, completion);
        if (answer.status() / 100 == 4) {
            System.err.println("The simulated chat is refused: " + answer.body());
        }
    }

    private synchronized void pause() {
        try {
            if (!closed) {
                wait(MILLIS_BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            worker.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
