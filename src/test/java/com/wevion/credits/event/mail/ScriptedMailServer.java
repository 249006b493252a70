package com.wevion.credits.event.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that answers as a test says. It knows no encryption. */
final class ScriptedMailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> recipients = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Map<String, String> toRecipient = new ConcurrentHashMap<>();
    private volatile String toRecipients = "250 OK";
    private volatile String toMessages = "250 OK";

    ScriptedMailServer() {
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    void answerRecipients(String answer) {
        toRecipients = answer;
    }

    void answerRecipient(String recipient, String answer) {
        toRecipient.put(recipient, answer);
    }

    void answerMessages(String answer) {
        toMessages = answer;
    }

    /** The recipients that it was given. */
    List<String> recipients() {
        return recipients;
    }

    /** The messages that it has taken, a character for each byte. */
    List<String> messages() {
        return messages;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                talk(connection);
            } catch (IOException e) {
                // The client has gone, or the test is over.
                continue;
            }
        }
    }

    private void talk(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = connection.getOutputStream();
        say(out, "220 scripted");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("QUIT")) {
                say(out, "221 bye");
                return;
            } else if (line.startsWith("RCPT TO:")) {
                String recipient = line.substring("RCPT TO:".length()).strip();
                recipients.add(recipient);
                say(out, toRecipient.getOrDefault(recipient, toRecipients));
            } else if (line.startsWith("DATA")) {
                say(out, "354 go on");
                String message = message(in);
                if (toMessages.startsWith("250")) {
                    messages.add(message);
                }
                say(out, toMessages);
            } else {
                say(out, "250 OK");
            }
        }
    }

    private static String message(BufferedReader in) throws IOException {
        StringBuilder message = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            message.append(line).append("\r\n");
        }
        return message.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
