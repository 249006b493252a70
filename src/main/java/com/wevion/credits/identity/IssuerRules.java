package com.wevion.credits.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.wevion.credits.platform.Development;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** The rules for the issuers' settings. A service that would let in the wrong callers, or none, does not start. */
final class IssuerRules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern DATABASE_HOSTS = Pattern.compile("//([^/?]*)");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");
    private static final Set<String> TRUE = Set.of("true", "1", "yes", "y", "on"); // as MicroProfile Config has it
    private static final Map<String, String> FORMER = Map.of(
            "credits.jwt.issuer", "credits.issuer.address",
            "credits.openid.provider", "credits.openid.issuer, the name of one of credits.issuers",
            "credits.web.session.minutes", "credits.session.idle.minutes",
            "credits.web.token.minutes", "credits.session.token.minutes");
    private static final Set<String> THIS_MACHINE = Set.of("", "localhost", "127.0.0.1", "[::1]");

    private final Config config;
    private final Development development;

    IssuerRules(Config config, Development development) {
        this.config = config;
        this.development = development;
    }

    /** @throws IllegalStateException if something is wrong, with a message that says which setting */
    void check(List<String> names, Optional<String> signIn, Optional<String> signInClient) {
        refuseFormer();
        checkThreads();
        checkSessions();
        if (development.isOn()) {
            refuseProduction(names, signIn);
            refuseUnknown(names);
            return;
        }
        if (names.isEmpty()) {
            throw new IllegalStateException(
                    "No caller could be authenticated: the setting credits.issuers names no issuer of tokens. It and"
                            + " credits.issuer.… replace credits.jwt.issuer and mp.jwt.verify.….");
        }
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalStateException("The setting credits.issuers has \"" + name
                        + "\"; a name has small letters and digits and begins with a letter.");
            }
        }
        signIn.filter(name -> !names.contains(name)).ifPresent(name -> {
            throw new IllegalStateException("The setting credits.openid.issuer is \"" + name
                    + "\", which is not one of credits.issuers: " + names);
        });
        if (signIn.isPresent() && signInClient.isEmpty()) {
            throw new IllegalStateException("The setting credits.openid.client.id is not given.");
        }
        if (names.size() > 1 && !text("credits.issuer.grants").isEmpty()) {
            throw new IllegalStateException("The setting credits.issuer.grants would let all of several issuers give "
                    + text("credits.issuer.grants") + "; name those that may: credits.issuers.<name>.grants.");
        }
        refuseUnknown(names);
    }

    /** A former name of a setting would be ignored, and nobody would notice. */
    private void refuseFormer() {
        FORMER.forEach((former, now) -> {
            if (!text(former).isEmpty()) {
                throw new IllegalStateException("The setting " + former + " is now " + now + ".");
            }
        });
    }

    /** A caller that waits for an issuer keeps a thread; some must be left for the others. */
    private void checkThreads() {
        int waiting = number("credits.identity.keys.waiting") + 2 * number("credits.openid.calls");
        if (waiting >= number("credits.http.threads")) {
            throw new IllegalStateException(
                    "The settings credits.identity.keys.waiting and credits.openid.calls, the latter twice, let "
                            + waiting + " callers wait, which is all of credits.http.threads: "
                            + text("credits.http.threads"));
        }
    }

    private void checkSessions() {
        if (number("credits.session.idle.minutes") <= number("credits.session.token.minutes")) {
            throw new IllegalStateException(
                    "The setting credits.session.idle.minutes must be more than credits.session.token.minutes,"
                            + " after which an open page asks for its session again.");
        }
    }

    private int number(String setting) {
        return Integer.parseInt(text(setting));
    }

    private void refuseProduction(List<String> names, Optional<String> signIn) {
        List<String> production = new ArrayList<>();
        if (!names.isEmpty()) {
            production.add("credits.issuers");
        }
        if (signIn.isPresent()) {
            production.add("credits.openid.issuer");
        }
        if (isElsewhere(text("credits.db.url"))) {
            production.add("credits.db.url");
        }
        if (TRUE.contains(text("credits.web.cookie.secure").toLowerCase(Locale.ROOT))) {
            production.add("credits.web.cookie.secure");
        }
        if (!Set.of("", "0").contains(text("credits.web.hsts.seconds"))) {
            production.add("credits.web.hsts.seconds");
        }
        if (!production.isEmpty()) {
            throw new IllegalStateException(
                    "With credits.dev.issuer.key.file anybody can be anybody, so it must not be set together with production"
                            + " settings: " + String.join(", ", production)
                            + ". Leave it empty, and name an issuer by credits.issuers.");
        }
    }

    /** True if any of the hosts in a JDBC URL, separated by commas, is another machine. */
    static boolean isElsewhere(String databaseUrl) {
        Matcher hosts = DATABASE_HOSTS.matcher(databaseUrl);
        return hosts.find()
                && Stream.of(hosts.group(1).replaceFirst("^.*@", "").split(","))
                        .map(host -> PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT))
                        .anyMatch(host -> !THIS_MACHINE.contains(host));
    }

    private String text(String setting) {
        return config.getOptionalValue(setting, String.class).orElse("").strip();
    }

    /** A misspelt setting of one issuer would silently be that of all, and one of all the default. */
    private void refuseUnknown(List<String> names) {
        Set<String> known = Stream.concat(
                        IssuerSettings.NAMES.stream(),
                        names.stream()
                                .flatMap(name ->
                                        IssuerSettings.NAMES.stream().map(setting -> IssuerSettings.of(name, setting))))
                .flatMap(IssuerRules::spellings)
                .collect(Collectors.toSet());
        List<String> unknown = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> isOfIssuers(name) && !known.contains(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("No issuer of credits.issuers has such a setting: " + unknown);
        }
    }

    private static boolean isOfIssuers(String name) {
        String variable = asVariable(name).toUpperCase(Locale.ROOT);
        return Stream.of(IssuerSettings.ONE, IssuerSettings.ALL)
                .anyMatch(prefix -> variable.startsWith(asVariable(prefix).toUpperCase(Locale.ROOT)));
    }

    /** The names by which MicroProfile Config finds a setting: its own, and two of environment variables. */
    private static Stream<String> spellings(String setting) {
        return Stream.of(setting, asVariable(setting), asVariable(setting).toUpperCase(Locale.ROOT));
    }

    private static String asVariable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_");
    }

    /** @throws IllegalStateException if two could not be told from each other, or access tokens from those about a login */
    static void check(List<Issuer> issuers, Optional<String> signInClient) {
        Set<String> addresses = new HashSet<>();
        for (Issuer issuer : issuers) {
            if (!addresses.add(issuer.address())) {
                throw new IllegalStateException("Two of credits.issuers have the address " + issuer.address());
            }
            signInClient.filter(issuer.audiences()::contains).ifPresent(client -> {
                throw new IllegalStateException("The setting credits.openid.client.id is an audience of the issuer "
                        + issuer.name()
                        + " too, so a token about a login could not be told from one for access. Register the API"
                        + " and the sign-in apart at the provider.");
            });
        }
    }

    /** @throws IllegalStateException if nobody could ever sign in at this one */
    static void checkSignIn(Issuer issuer) {
        if (issuer.algorithms().equals(Set.of(JWSAlgorithm.EdDSA))) {
            throw new IllegalStateException("The issuer " + issuer.name()
                    + " of credits.openid.issuer takes EdDSA only, by which its ID tokens cannot be verified.");
        }
        String scheme = issuer.metadataAddress().getScheme();
        if (!"https".equals(scheme) && !"http".equals(scheme)) {
            throw new IllegalStateException("The issuer " + issuer.name()
                    + " of credits.openid.issuer has no http or https address: " + issuer.address());
        }
    }
}
