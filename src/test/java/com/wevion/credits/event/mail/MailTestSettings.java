package com.wevion.credits.event.mail;

import java.util.Optional;

/** Settings of mails for tests: three attempts, a minute apart. */
final class MailTestSettings {
    private MailTestSettings() {}

    static MailSettings of(int port, String tls) {
        MailSettings settings = new MailSettings();
        settings.host = Optional.of("127.0.0.1");
        settings.port = port;
        settings.tls = tls;
        settings.user = Optional.empty();
        settings.password = Optional.empty();
        settings.from = Optional.of("credits@example.com");
        settings.url = Optional.of("https://credits.example.com/");
        settings.key = Optional.of("a key for the links in the mails");
        settings.timeoutMillis = 2_000;
        settings.operators = Optional.empty();
        settings.operatorsTeams = Optional.empty();
        settings.operatorsLanguage = "en";
        settings.retrySeconds = "60,60";
        settings.check();
        return settings;
    }
}
