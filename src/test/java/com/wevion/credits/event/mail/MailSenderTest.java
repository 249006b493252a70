package com.wevion.credits.event.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.event.EventType;
import com.wevion.credits.platform.access.Party;
import com.wevion.credits.platform.json.Json;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mails as they reach a mail server, and what its answers mean. */
class MailSenderTest {
    private static final Instant NOON = Instant.parse("2026-10-15T12:00:00Z");
    private static final UUID ID = UUID.fromString("6c84fb90-12c4-11e1-840d-7b25c5ee775a");

    private final ScriptedMailServer server = new ScriptedMailServer();
    private final MailSender sender = sender("none");

    private MailSender sender(String tls) {
        MailSettings settings = MailTestSettings.of(server.port(), tls);
        MailSender made = new MailSender();
        made.settings = settings;
        made.links = new MailLinks();
        made.links.settings = settings;
        made.clock = Clock.fixed(NOON, ZoneOffset.UTC);
        return made;
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void areTextAndPageWithTheSameIdEachTimeTheyAreSent() throws MessagingException, IOException {
        sender.send(empty("Köln & Söhne"));
        sender.send(empty("Köln & Söhne"));

        List<MimeMessage> messages = messages();
        assertThat(messages)
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.getMessageID()).isEqualTo("<" + ID + "@example.com>"));
        MimeMessage message = messages.get(0);
        assertThat(message.getSubject()).isEqualTo("Köln & Söhne: No credits are left");
        assertThat(message.getHeader("Subject", null)).matches("\\p{ASCII}*");
        assertThat(message.isMimeType("multipart/alternative")).isTrue();
        Multipart parts = (Multipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(text(parts.getBodyPart(0), "text/plain")).contains("Köln & Söhne", "mail.html#unsubscribe.");
        assertThat(text(parts.getBodyPart(1), "text/html")).contains("Köln &amp; Söhne", "mail.html#unsubscribe.");
        assertThat(message.getHeader("List-Unsubscribe", null))
                .matches("<https://credits.example.com/api/v1/mail-links/[\\w-]+>");
    }

    @Test
    void haveNoHeadersFromTheNameOfATeam() throws MessagingException {
        sender.send(empty("Studio\r\nBcc: spy@example.com\r\n\r\nWin!"));

        MimeMessage message = messages().get(0);
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(message.getSubject()).contains("Studio").endsWith(": No credits are left");
        assertThat(server.recipients()).containsExactly("<mo@example.com>");
    }

    @Test
    void areGivenUpForAnAddressThatIsRefusedForGoodOnly() {
        server.answerRecipients("550 5.1.1 No such user here");
        assertThatThrownBy(() -> sender.send(empty("Team"))).isInstanceOf(MailSender.RefusedForGood.class);
        server.answerRecipients("553 sorry, that mailbox is not here");
        assertThatThrownBy(() -> sender.send(empty("Team"))).isInstanceOf(MailSender.RefusedForGood.class);

        for (String answer : List.of(
                "450 4.2.1 Try again later",
                "452 4.2.2 Mailbox full",
                "550 5.7.1 Relaying denied",
                "554 5.7.1 You are listed")) {
            server.answerRecipients(answer);
            assertThatThrownBy(() -> sender.send(empty("Team")))
                    .as(answer)
                    .isInstanceOf(MessagingException.class)
                    .isNotInstanceOf(MailSender.RefusedForGood.class);
        }
        server.answerRecipients("250 OK");
        server.answerMessages("554 5.6.0 Not this text");
        assertThatThrownBy(() -> sender.send(empty("Team")))
                .isInstanceOf(MessagingException.class)
                .isNotInstanceOf(MailSender.RefusedForGood.class);
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void areNotSentInTheClearWhereTheServerHasToEncrypt() {
        assertThatThrownBy(() -> sender("starttls").send(empty("Team")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("STARTTLS");

        assertThat(server.recipients()).isEmpty();
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void failAsOneOfTheirKindIfTheyCannotBeWritten() {
        Mail mail = mail("Team", EventType.BILL_DUE, Map.of("number", "1", "amount", "x", "payBy", "soon"));

        assertThatThrownBy(() -> sender.send(mail)).isInstanceOf(MessagingException.class);
    }

    private List<MimeMessage> messages() {
        return server.messages().stream().map(MailSenderTest::parsed).toList();
    }

    private static MimeMessage parsed(String message) {
        try {
            return new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(BodyPart part, String type) throws MessagingException, IOException {
        assertThat(part.isMimeType(type)).isTrue();
        return (String) part.getContent();
    }

    private static Mail empty(String team) {
        return mail(team, EventType.BALANCE_EMPTY, Map.of("available", "0", "threshold", "100"));
    }

    private static Mail mail(String team, EventType type, Map<String, Object> data) {
        MailReceiver receiver = new MailReceiver(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "mo@example.com",
                "en",
                List.of(type),
                List.of(),
                NOON,
                null);
        ToldEvent event = new ToldEvent(
                receiver, UUID.randomUUID(), type, NOON, Json.mapper().valueToTree(data), team, Party.OWNER, "Mo");
        return new Mail(ID, "mo@example.com", 1, List.of(), List.of(event));
    }
}
