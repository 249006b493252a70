package com.wevion.credits.event.mail;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Rounds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends the mails that are due, one after the other: a mail server that is slow or away delays nothing but mails. */
@ApplicationScoped
class MailRounds {
    private static final Logger LOG = Logger.getLogger(MailRounds.class.getName());
    private static final int AT_A_TIME = 20;

    /** The result of an attempt to send a mail. */
    private enum Outcome {
        SENT,
        FAILED,
        REFUSED
    }

    @Inject
    MeterRegistry meters;

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

    private final Map<Outcome, Counter> attempts = new EnumMap<>(Outcome.class);

    void begin(@Observes Rounds rounds) {
        // Wrong settings fail the start.
        if (!settings.isOn()) {
            return;
        }
        Stream.of(Outcome.values()).forEach(outcome -> attempts.put(outcome, counter(outcome)));
        receivers.takeOperators(
                settings.operatorAddresses(), settings.operatorsLanguage(), settings.operatorTeamTypes());
        rounds.every("mails", Duration.ofMillis(pollMillis), () -> sendAll(rounds));
        rounds.every("old-mailboxes", Duration.ofSeconds(forgetSeconds), mailboxes::forget);
    }

    private Counter counter(Outcome outcome) {
        return Counter.builder("credits.mails")
                .description("Attempts to send a mail: SENT, FAILED and made again later or given up, REFUSED for good")
                .tag("outcome", outcome.name())
                .register(meters);
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
                count(Outcome.SENT);
            }
            mailboxes.sent(mail);
        } catch (MailSender.RefusedForGood e) {
            LOG.log(
                    Level.WARNING,
                    "Mail {0} was refused for good; nothing more is sent to the address of receiver {1}",
                    new Object[] {mail.id(), mail.reader().id()});
            count(Outcome.REFUSED);
            mailboxes.refused(mail);
        } catch (MessagingException e) {
            LOG.log(Level.WARNING, "Mail {0} could not be sent, attempt {1}: {2}", new Object[] {
                mail.id(), mail.attempt(), OneLine.of(e.getMessage())
            });
            count(Outcome.FAILED);
            mailboxes.failed(mail);
        }
    }

    private void count(Outcome outcome) {
        attempts.get(outcome).increment();
    }
}
