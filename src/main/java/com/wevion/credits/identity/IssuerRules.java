package com.wevion.credits.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.wevion.credits.platform.Development;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** What the settings of the issuers must agree with. A service that would let in the wrong ones, or nobody, does not start. */
final class IssuerRules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern DATABASE_HOSTS = Pattern.compile("//([^/?]*)");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");
    private static final Set<String> THIS_MACHINE = Set.of("", "localhost", "127.0.0.1", "[::1]");

    private final Config config;
    private final Development development;

    IssuerRules(Config config, Development development) {
        this.config = config;
        this.development = development;
    }

    /** @throws IllegalStateException if something is wrong, with a message that says which setting */
    void check(List<String> names, Optional<String> signIn, Optional<String> signInClient) {
        if (development.isOn()) {
            refuseProduction(names, signIn);
            refuseUnknown(names);
            return;
        }
        if (names.isEmpty()) {
            throw new IllegalStateException(
                    "Nobody could be let in: the setting credits.issuers names no issuer of tokens. It and credits.issuer.… take the"
                            + " place of credits.jwt.issuer and mp.jwt.verify.….");
        }
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalStateException("The setting credits.issuers has \"" + name
                        + "\"; a name is of small letters and digits and begins with a letter.");
            }
        }
        signIn.filter(name -> !names.contains(name)).ifPresent(name -> {
            throw new IllegalStateException("The setting credits.openid.issuer is \"" + name
                    + "\", which is none of credits.issuers: " + names);
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
        if (text("credits.web.cookie.secure").equals("true")) {
            production.add("credits.web.cookie.secure");
        }
        if (!Set.of("", "0").contains(text("credits.web.hsts.seconds"))) {
            production.add("credits.web.hsts.seconds");
        }
        if (!production.isEmpty()) {
            throw new IllegalStateException(
                    "With credits.dev.issuer.key.file anybody can be anybody, so it must not be given together with what is"
                            + " for production: " + String.join(", ", production)
                            + ". Leave it empty, and name an issuer by credits.issuers.");
        }
    }

    /** Whether any of the hosts that a JDBC URL names, between commas, is another machine. */
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

    /** A misspelt setting of one issuer would silently be that of all. */
    private void refuseUnknown(List<String> names) {
        Set<String> known = names.stream()
                .flatMap(name -> IssuerSettings.NAMES.stream().map(setting -> IssuerSettings.of(name, setting)))
                .flatMap(IssuerRules::spellings)
                .collect(Collectors.toSet());
        String prefix = asVariable(IssuerSettings.ONE).toUpperCase(Locale.ROOT);
        List<String> unknown = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> asVariable(name).toUpperCase(Locale.ROOT).startsWith(prefix) && !known.contains(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("No issuer of credits.issuers has such a setting: " + unknown);
        }
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
            throw new IllegalStateException(
                    "The issuer " + issuer.name()
                            + " of credits.openid.issuer needs another of credits.issuer.algorithms than EdDSA, for its ID tokens.");
        }
        String scheme = issuer.metadataAddress().getScheme();
        if (!"https".equals(scheme) && !"http".equals(scheme)) {
            throw new IllegalStateException("The issuer " + issuer.name()
                    + " of credits.openid.issuer has no http or https address: " + issuer.address());
        }
    }
}
