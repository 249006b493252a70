package com.wevion.credits.event.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.event.EventType;
import com.wevion.credits.platform.access.Party;
import com.wevion.credits.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MailTextTest {
    private static final Instant NOON = Instant.parse("2026-10-15T12:00:00Z");
    private static final String LINK = "https://credits.example.com/mail.html#unsubscribe.x";

    @Test
    void saysAmountsAndTimesAsTheReaderWritesThem() {
        Map<String, Object> data = Map.of("available", "1234.5", "threshold", "10000");

        assertThat(plain("en", told("en", EventType.BALANCE_LOW, "Studio", data)))
                .contains("1,234.5 credits are available; the warning comes below 10,000.", "October 15, 2026");
        assertThat(plain("de", told("de", EventType.BALANCE_LOW, "Studio", data)))
                .contains("1.234,5 Credits sind verfügbar; gewarnt wird unter 10.000.", "15. Oktober 2026");
    }

    @Test
    void namesTheMemberAndWhatItsCapIsOf() {
        Map<String, Object> data =
                Map.of("userId", UUID.randomUUID().toString(), "unit", "USD", "available", "0.5", "cap", "10");

        assertThat(plain("en", told("en", EventType.MEMBER_CAP_NEAR, "Studio", data)))
                .contains("Mo has 0.5 of 10 USD left in this month.");
        assertThat(plain("en", told("en", EventType.MEMBER_CAP_RECOVERED, "Studio", Map.of("unit", "USD"))))
                .contains("Mo has no cap any more.");
    }

    @Test
    void takesNamesOfTeamsAsTheyAreWritten() {
        ToldEvent event = told("en", EventType.BALANCE_EMPTY, "A & B <b>\r\nBcc: x@example.com", Map.of());
        MailText text = text(event);

        assertThat(text.subject()).doesNotContain("\r", "\n").startsWith("A & B <b>");
        assertThat(text.plain(LINK).lines()).noneMatch(line -> line.startsWith("Bcc"));
        assertThat(text.html(LINK)).contains("A &amp; B &lt;b&gt;").doesNotContain("<b>");
    }

    @Test
    void isAboutOneTeamOrSeveral() {
        ToldEvent one = told("en", EventType.BALANCE_EMPTY, "One", Map.of());
        ToldEvent two = told("en", EventType.BALANCE_EMPTY, "Two", Map.of());

        assertThat(text(one).subject()).isEqualTo("One: No credits are left");
        assertThat(text(one, one).subject()).isEqualTo("One: 2 events");
        assertThat(text(one, two).subject()).isEqualTo("AI Credits: 2 events");
        assertThat(text(one, two).plain(LINK)).containsSubsequence("One", "Two", LINK);
    }

    @Test
    void hasWordsForEachTypeInEachLanguage() throws IOException {
        Properties english = words("en");
        Properties german = words("de");

        assertThat(german.keySet()).isEqualTo(english.keySet());
        for (EventType type : EventType.values()) {
            assertThat(english.stringPropertyNames()).contains(type.text() + ".title", type.text() + ".text");
            for (String key : List.of(type.text() + ".title", type.text() + ".text")) {
                assertThat(places(german.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
            }
        }
    }

    private static List<String> places(String text) {
        return java.util.regex.Pattern.compile("\\{\\w+}")
                .matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .sorted()
                .toList();
    }

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (InputStream in = MailText.class.getResourceAsStream("mails_" + language + ".properties")) {
            words.load(new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8));
        }
        return words;
    }

    private static String plain(String language, ToldEvent event) {
        assertThat(event.receiver().language()).isEqualTo(language);
        return text(event).plain(LINK);
    }

    private static MailText text(ToldEvent... events) {
        return new MailText(new Mail(UUID.randomUUID(), "mo@example.com", 1, List.of(), List.of(events)));
    }

    private static ToldEvent told(String language, EventType type, String team, Map<String, Object> data) {
        MailReceiver receiver = new MailReceiver(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "mo@example.com",
                language,
                List.of(type),
                List.of(),
                NOON,
                null);
        return new ToldEvent(
                receiver, UUID.randomUUID(), type, NOON, Json.mapper().valueToTree(data), team, Party.OWNER, "Mo");
    }
}
