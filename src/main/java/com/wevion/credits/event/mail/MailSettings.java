package com.wevion.credits.event.mail;

import com.wevion.credits.event.EventType;
import com.wevion.credits.platform.Conflict;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The mail server and what the deployer says of the mails. Wrong settings fail the start. */
@ApplicationScoped
class MailSettings {
    static final List<String> LANGUAGES = List.of("en", "de");
    private static final int SHORTEST_KEY = 32;

    /** The ways in which a connection is secured. */
    private enum Tls {
        STARTTLS,
        TLS,
        NONE
    }

    @Inject
    @ConfigProperty(name = "credits.mail.host")
    Optional<String> host;

    @Inject
    @ConfigProperty(name = "credits.mail.port")
    int port;

    @Inject
    @ConfigProperty(name = "credits.mail.tls")
    String tls;

    @Inject
    @ConfigProperty(name = "credits.mail.user")
    Optional<String> user;

    @Inject
    @ConfigProperty(name = "credits.mail.password")
    Optional<String> password;

    @Inject
    @ConfigProperty(name = "credits.mail.from")
    Optional<String> from;

    @Inject
    @ConfigProperty(name = "credits.mail.url")
    Optional<String> url;

    @Inject
    @ConfigProperty(name = "credits.mail.key")
    Optional<String> key;

    @Inject
    @ConfigProperty(name = "credits.mail.timeout.millis")
    long timeoutMillis;

    @Inject
    @ConfigProperty(name = "credits.mail.retry.seconds")
    String retrySeconds;

    @Inject
    @ConfigProperty(name = "credits.mail.operators")
    Optional<String> operators;

    @Inject
    @ConfigProperty(name = "credits.mail.operators.teams")
    Optional<String> operatorsTeams;

    @Inject
    @ConfigProperty(name = "credits.mail.operators.language")
    String operatorsLanguage;

    private List<Duration> pauses = List.of();
    private List<String> operatorAddresses = List.of();
    private List<EventType> operatorTeamTypes = List.of();
    private Tls security = Tls.STARTTLS;

    @PostConstruct
    void check() {
        if (!isOn()) {
            return;
        }
        try {
            security = Tls.valueOf(tls.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("credits.mail.tls must be starttls, tls or none", e);
        }
        if (user.isPresent() && security == Tls.NONE) {
            throw new IllegalStateException(
                    "credits.mail.password would be sent in clear text with credits.mail.tls=none");
        }
        sender();
        require(url, "credits.mail.url");
        if (require(key, "credits.mail.key").length() < SHORTEST_KEY) {
            throw new IllegalStateException("credits.mail.key must have at least " + SHORTEST_KEY + " characters");
        }
        pauses = list(retrySeconds).map(MailSettings::pause).toList();
        operatorAddresses = list(operators.orElse("")).toList();
        operatorAddresses.forEach(address -> parsed("credits.mail.operators", address));
        operatorTeamTypes =
                list(operatorsTeams.orElse("")).map(MailSettings::ofTeams).toList();
        if (!LANGUAGES.contains(operatorsLanguage)) {
            throw new IllegalStateException("credits.mail.operators.language must be one of " + LANGUAGES);
        }
    }

    private static String require(Optional<String> value, String name) {
        return value.orElseThrow(() -> new IllegalStateException(name + " must be set where credits.mail.host is"));
    }

    private static Duration pause(String text) {
        try {
            return Duration.ofSeconds(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalStateException("credits.mail.retry.seconds must be numbers, separated by commas", e);
        }
    }

    private static EventType ofTeams(String text) {
        return EventType.of(text)
                .filter(type -> !type.isOfThePlatform())
                .orElseThrow(
                        () -> new IllegalStateException("credits.mail.operators.teams has no event of teams: " + text));
    }

    private static Stream<String> list(String text) {
        return Stream.of(text.split(",")).map(String::strip).filter(one -> !one.isEmpty());
    }

    private static InternetAddress parsed(String name, String text) {
        try {
            return new InternetAddress(text, true);
        } catch (AddressException e) {
            throw new IllegalStateException(name + " has no address: " + text, e);
        }
    }

    /** True if mails are sent. */
    boolean isOn() {
        return host.isPresent();
    }

    /**
     * Checks that mails are sent.
     *
     * @throws Conflict otherwise
     */
    void require() {
        if (!isOn()) {
            throw new Conflict("This deployment sends no mails, as credits.mail.host is not set.");
        }
    }

    InternetAddress sender() {
        return parsed("credits.mail.from", require(from, "credits.mail.from"));
    }

    /** The address of the pages, without a slash at its end. */
    URI pages() {
        return URI.create(require(url, "credits.mail.url").replaceAll("/+$", ""));
    }

    String secret() {
        return require(key, "credits.mail.key");
    }

    /** The pauses after the first, the second … attempt; none after the last one. */
    List<Duration> pauses() {
        return pauses;
    }

    List<String> operatorAddresses() {
        return operatorAddresses;
    }

    /** The events of all teams that they are told of. */
    List<EventType> operatorTeamTypes() {
        return operatorTeamTypes;
    }

    String operatorsLanguage() {
        return operatorsLanguage;
    }

    /** The longest that sending a mail takes. */
    Duration longest() {
        return Duration.ofMillis(timeoutMillis).multipliedBy(10);
    }

    /** The server's Jakarta Mail, with these settings. */
    Session session() {
        Properties properties = new Properties();
        String millis = Long.toString(timeoutMillis);
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", require(host, "credits.mail.host"));
        properties.put("mail.smtp.port", Integer.toString(port));
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.starttls.enable", Boolean.toString(security == Tls.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(security == Tls.STARTTLS));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(security == Tls.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.auth", Boolean.toString(user.isPresent()));
        Authenticator authenticator = user.map(MailSettings.this::authenticator).orElse(null);
        return Session.getInstance(properties, authenticator);
    }

    private Authenticator authenticator(String name) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(name, password.orElse(""));
            }
        };
    }
}
