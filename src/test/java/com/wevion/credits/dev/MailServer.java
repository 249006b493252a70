package com.wevion.credits.dev;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The mail server of the tests, and the mails that came to it. */
public final class MailServer implements AutoCloseable {
    private static final int PORT = Ports.anyFree();

    /** With which a service sends its mails there. */
    static final Map<String, String> SETTINGS = Map.of(
            "credits.mail.host", "127.0.0.1",
            "credits.mail.port", Integer.toString(PORT),
            "credits.mail.tls", "none",
            "credits.mail.from", "credits@example.com",
            "credits.mail.url", "https://credits.example.com",
            "credits.mail.key", "a key for the links in the mails of the tests",
            "credits.mail.timeout.millis", "2000",
            "credits.mail.poll.millis", "100");

    /** A mail as it came. */
    public record Received(MimeMessage message) {
        public String header(String name) {
            try {
                return message.getHeader(name, null);
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        public String subject() {
            try {
                return message.getSubject();
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Its part of this type. */
        public String part(String type) {
            try {
                Multipart parts = (Multipart) message.getContent();
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart part = parts.getBodyPart(i);
                    if (part.isMimeType(type)) {
                        return (String) part.getContent();
                    }
                }
                throw new IllegalStateException("No " + type);
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The token at the end of its link. */
        public String token() {
            String plain = part("text/plain");
            String link = plain.substring(plain.indexOf("https://credits.example.com/mail.html#"));
            return link.lines().findFirst().orElseThrow().replaceFirst("^.*[.]", "");
        }
    }

    private final GreenMail server = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    /** Running. */
    public MailServer() {
        start();
    }

    public void start() {
        server.start();
    }

    public void stop() {
        server.stop();
    }

    /** The mails to an address, as they came. */
    public List<Received> to(String address) {
        return Stream.of(server.getReceivedMessages())
                .map(Received::new)
                .filter(mail -> mail.header("To").equals(address))
                .toList();
    }

    @Override
    public void close() {
        stop();
    }
}
