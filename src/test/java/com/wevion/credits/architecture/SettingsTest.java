package com.wevion.credits.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code server-config/settings.properties} is the one list of settings. */
class SettingsTest {
    private static final Path CONFIG = Path.of("server-config");
    private static final Pattern INJECTED = Pattern.compile("@ConfigProperty\\(\\s*name = \"([^\"]+)\"");
    private static final Pattern NAME = Pattern.compile("\"(credits(?:\\.[a-z]+)+)\"");
    /** In boot commands, and in scripts. */
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(?:ENV=(\\w+)(?::([^}]*))?|(CREDITS_\\w+):-([^}]*))}");

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(credits[.\\w]+)}");

    private static final Pattern UPSTREAM = Pattern.compile("upstream credits \\{[^}]*keepalive_timeout (\\d+)s;");

    private static final Pattern PROPERTIES = Pattern.compile("--property (.+) \\S+");
    private static final Pattern QUOTED_AROUND = Pattern.compile("[^=]+=(['\"]).*\\1");

    private static final Pattern SECRET = Pattern.compile("password$|secret$|\\.(api|webhooks|mail)\\.key$");
    private static final Pattern SECRETS = Pattern.compile("(?s)for secret in (.*?); do");

    private final Map<String, String> listed = Settings.listed(Path.of("").toAbsolutePath());

    @Test
    void everySettingOfTheApplicationIsListed() {
        assertThat(listed.keySet()).containsAll(find(INJECTED, Source.below(".java", Source.MAIN).stream()));
    }

    @Test
    void everyListedSettingIsUsed() {
        Set<String> used = find(
                NAME,
                Source.below(".java", Source.MAIN, Source.DEV, Source.TEST.resolve("com/wevion/credits/dev")).stream());
        used.addAll(find(EXPRESSION, Source.below("settings.properties", CONFIG).stream()));
        Set<String> inBootCommands = bootCommands().keySet();
        assertThat(listed.keySet().stream()
                        .filter(name -> name.startsWith("credits."))
                        .filter(name -> !used.contains(name))
                        .filter(name -> !inBootCommands.contains(Settings.environmentName(name))))
                .isEmpty();
    }

    @Test
    void everySettingIsListedOnce() {
        assertThat(Source.below("settings.properties", CONFIG).stream()
                        .flatMap(source -> source.lines().stream())
                        .filter(line -> !line.startsWith("#") && line.contains("="))
                        .map(line -> line.substring(0, line.indexOf('='))))
                .doesNotHaveDuplicates();
    }

    @Test
    void everySettingHasAMeaning() {
        assertThat(page().withoutMeaning()).isEmpty();
    }

    @Test
    void thePageOfSettingsIsGenerated() throws IOException {
        if (Boolean.getBoolean("settings.write")) {
            Files.writeString(SettingsPage.PATH, page().text());
        }
        assertThat(Files.readString(SettingsPage.PATH))
                .as(SettingsPage.PATH + " is written anew by `" + SettingsPage.HOW_TO_WRITE + "`")
                .isEqualTo(page().text());
    }

    private static SettingsPage page() {
        return SettingsPage.of(Source.read(CONFIG.resolve("settings.properties")));
    }

    @Test
    void bootCommandsHaveTheDefaultsOfTheList() {
        Map<String, String> defaults =
                listed.keySet().stream().collect(Collectors.toMap(Settings::environmentName, listed::get));
        defaults.put("CREDITS_RAR", "artemis.rar"); // where the files are, no settings of the service
        defaults.put("CREDITS_WAR", "credits.war");
        defaults.put("CREDITS_BROKER_PASSWORD_REFERENCE", ""); // of start.sh
        assertThat(defaults).containsAllEntriesOf(bootCommands());
    }

    @Test
    void everySecretMayBeInAFile() throws IOException {
        Matcher names = SECRETS.matcher(Files.readString(CONFIG.resolve("payara-micro/secrets.sh")));
        assertThat(names.find()).isTrue();
        assertThat(names.group(1).replace("\\\n", "").trim().split("\\s+"))
                .containsExactlyInAnyOrderElementsOf(listed.keySet().stream()
                        .filter(name -> SECRET.matcher(name).find())
                        .map(name -> Settings.environmentName(name).substring("CREDITS_".length()))
                        .toList());
    }

    /** Payara 6 takes any quotes; Payara 7 takes the first and the last one for a pair around all, and refuses what is left. */
    @Test
    void propertiesDoNotBeginAndEndWithTheSameQuote() {
        Stream<Source> commands = Source.below(".txt", CONFIG.resolve("payara-micro")).stream();
        Set<String> properties = find(PROPERTIES, commands);
        assertThat(properties).hasSize(6);
        assertThat(properties).noneMatch(each -> QUOTED_AROUND.matcher(each).matches());
    }

    /** Otherwise a request that may not be sent twice can meet a connection that is just being closed. */
    @Test
    void theProxyDropsIdleConnectionsBeforeTheServerDoes() {
        Matcher upstream = UPSTREAM.matcher(String.join(
                "\n", Source.read(CONFIG.resolve("nginx/credits.conf")).lines()));

        assertThat(upstream.find()).isTrue();
        assertThat(Integer.parseInt(upstream.group(1)))
                .isLessThan(Integer.parseInt(listed.get("credits.http.idle.seconds")));
    }

    private static Map<String, String> bootCommands() {
        Map<String, String> found = new TreeMap<>();
        Stream.of(".txt", ".asadmin", "start.sh")
                .flatMap(ending -> Source.below(ending, CONFIG).stream())
                .map(source -> REFERENCE.matcher(String.join("\n", source.lines())))
                .flatMap(Matcher::results)
                .forEach(match -> found.put(
                        match.group(1) == null ? match.group(3) : match.group(1),
                        match.group(1) == null ? match.group(4) : match.group(2)));
        return found;
    }

    private static Set<String> find(Pattern pattern, Stream<Source> sources) {
        return sources.map(source -> pattern.matcher(String.join("\n", source.lines())))
                .flatMap(Matcher::results)
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
