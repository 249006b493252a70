package com.wevion.credits.event.mail;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends the mails that are due, one after the other: a mail server that is slow or away delays nothing but mails. */
@ApplicationScoped
class MailRounds {
    private static final Logger LOG = Logger.getLogger(MailRounds.class.getName());
    private static final int AT_A_TIME = 20;

    @Inject
    MailSettings settings;

    @Inject
    MailReceivers receivers;

    @Inject
    Mailboxes mailboxes;

    @Inject
    MailSender sender;

    @Inject
    @ConfigProperty(name = "credits.mail.poll.millis")
    long pollMillis;

    @Inject
    @ConfigProperty(name = "credits.events.forget.seconds")
    long forgetSeconds;

    void begin(@Observes Rounds rounds) {
        // Wrong settings fail the start.
        if (!settings.isOn()) {
            return;
        }
        receivers.takeOperators(settings.operatorAddresses(), settings.operatorsLanguage());
        rounds.every("mails", Duration.ofMillis(pollMillis), () -> sendAll(rounds));
        rounds.every("old-mailboxes", Duration.ofSeconds(forgetSeconds), mailboxes::forget);
    }

    private void sendAll(Rounds rounds) {
        List<Mail> due;
        do {
            due = mailboxes.claim(AT_A_TIME, settings.longest().multipliedBy(AT_A_TIME));
            rounds.each(due, Mail::id, this::send);
        } while (due.size() == AT_A_TIME);
    }

    private void send(Mail mail) {
        try {
            if (!mail.isEmpty()) {
                sender.send(mail);
            }
            mailboxes.sent(mail);
        } catch (MailSender.RefusedForGood e) {
            mailboxes.refused(mail);
        } catch (MessagingException e) {
            LOG.log(Level.WARNING, "Mail {0} could not be sent, attempt {1}: {2}", new Object[] {
                mail.id(), mail.attempt(), OneLine.of(e.getMessage())
            });
            mailboxes.failed(mail);
        }
    }
}
