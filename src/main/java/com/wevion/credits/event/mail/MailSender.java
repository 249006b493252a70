package com.wevion.credits.event.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.regex.Pattern;

/** Writes mails and hands them to the mail server. */
@ApplicationScoped
class MailSender {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    /** The answer of a mail server that takes no mails from us, whomever they are for (RFC 3463). */
    private static final Pattern REFUSES_US = Pattern.compile("5\\d\\d[ -]5\\.7\\.[\\s\\S]*");

    @Inject
    MailSettings settings;

    @Inject
    MailLinks links;

    @Inject
    Clock clock;

    /**
     * Sends a mail.
     *
     * @throws RefusedForGood if the mail server says that the address gets no mails
     * @throws MessagingException if it cannot be written or sent now
     */
    void send(Mail mail) throws MessagingException {
        Session session = settings.session();
        MimeMessage message = written(session, mail);
        try (Transport transport = session.getTransport()) {
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
        } catch (SendFailedException e) {
            throw isOfTheAddress(e) ? new RefusedForGood(e) : e;
        }
    }

    private static boolean isOfTheAddress(SendFailedException refusal) {
        if (refusal.getInvalidAddresses() == null || refusal.getInvalidAddresses().length == 0) {
            return false;
        }
        for (Exception e = refusal; e instanceof MessagingException next; e = next.getNextException()) {
            if (REFUSES_US.matcher(String.valueOf(e.getMessage())).matches()) {
                return false;
            }
        }
        return true;
    }

    /** The message; a failure to write it is one of this mail, which is given up in the end as others are. */
    private MimeMessage written(Session session, Mail mail) throws MessagingException {
        try {
            return message(session, mail);
        } catch (RuntimeException e) {
            throw new MessagingException("It could not be written: " + e.getMessage(), e);
        }
    }

    private MimeMessage message(Session session, Mail mail) throws MessagingException {
        MailText text = new MailText(mail);
        MailReceiver reader = mail.reader();
        boolean asks = !mail.toConfirm().isEmpty();
        MailLinks.Purpose purpose = asks ? MailLinks.Purpose.CONFIRM : MailLinks.Purpose.UNSUBSCRIBE;
        String token = links.token(purpose, reader);
        String link = links.page(purpose, token).toString();
        MimeMessage message = new MimeMessageOf(session, "<" + mail.id() + "@" + domain(settings.sender()) + ">");
        message.setFrom(settings.sender());
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(reader.address(), true));
        message.setSubject(text.subject(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", reader.language());
        if (!asks) {
            message.setHeader("List-Unsubscribe", "<" + settings.pages() + "/api/v1/mail-links/" + token + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.setContent(alternatives(text.plain(link), text.html(link)));
        return message;
    }

    private static MimeMultipart alternatives(String plain, String html) throws MessagingException {
        MimeBodyPart first = new MimeBodyPart();
        first.setText(plain, UTF_8);
        MimeBodyPart second = new MimeBodyPart();
        second.setText(html, UTF_8, "html");
        return new MimeMultipart("alternative", first, second);
    }

    private static String domain(InternetAddress address) {
        return address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1);
    }

    /** A mail server will not take mails for the address. */
    static final class RefusedForGood extends MessagingException {
        private static final long serialVersionUID = 1;

        RefusedForGood(SendFailedException cause) {
            super("The mail server refused the address", cause);
        }
    }

    /** A message that keeps the id it was given, as it is the same mail when it is sent again. */
    private static final class MimeMessageOf extends MimeMessage {
        private final String id;

        MimeMessageOf(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
