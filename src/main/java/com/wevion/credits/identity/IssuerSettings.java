package com.wevion.credits.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * The settings of one issuer: {@code credits.issuers.<name>.…} where that is given, and otherwise {@code credits.issuer.…}, which applies
 * to all of them.
 */
final class IssuerSettings {
    static final String ALL = "credits.issuer.";
    static final String ONE = "credits.issuers.";

    private static final String ADDRESS = "credits.issuer.address";
    private static final String AUDIENCE = "credits.issuer.audience";
    private static final String ALGORITHMS = "credits.issuer.algorithms";
    private static final String TYPES = "credits.issuer.types";
    private static final String AGE = "credits.issuer.age.seconds";
    private static final String SKEW = "credits.issuer.skew.seconds";
    private static final String ROLES_CLAIM = "credits.issuer.roles.claim";
    private static final String ROLES_MAPPING = "credits.issuer.roles.mapping";
    private static final String GRANTS = "credits.issuer.grants";
    private static final String PERSON_CLAIM = "credits.issuer.person.claim";
    private static final String NAME_CLAIM = "credits.issuer.name.claim";
    private static final String KEYS = "credits.issuer.keys";
    private static final String KEYS_ADDRESS = "credits.issuer.keys.address";

    /** The settings of an issuer. */
    static final Set<String> NAMES = Set.of(
            ADDRESS,
            AUDIENCE,
            ALGORITHMS,
            TYPES,
            AGE,
            SKEW,
            ROLES_CLAIM,
            ROLES_MAPPING,
            GRANTS,
            PERSON_CLAIM,
            NAME_CLAIM,
            KEYS,
            KEYS_ADDRESS);

    /** Nimbus verifies all of them except the last, {@link SignatureCheck} that one. */
    private static final Set<JWSAlgorithm> KNOWN_ALGORITHMS = Stream.of(
                    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
            .map(JWSAlgorithm::new)
            .collect(Collectors.toUnmodifiableSet());

    private static final String NO_TYPE = "none";

    private final Config config;
    private final String issuer;

    IssuerSettings(Config config, String issuer) {
        this.config = config;
        this.issuer = issuer;
    }

    /** The setting's name for this issuer alone. */
    static String of(String issuer, String setting) {
        return ONE + issuer + setting.substring(ALL.length() - 1);
    }

    Issuer read(Function<IssuerSettings, IssuerKeys> keys) {
        return new Issuer(
                issuer,
                address(),
                list(AUDIENCE),
                each(ALGORITHMS, this::algorithm),
                each(TYPES, IssuerSettings::type),
                seconds(AGE),
                seconds(SKEW),
                list(ROLES_CLAIM),
                mapping(),
                grants(),
                text(PERSON_CLAIM),
                text(NAME_CLAIM),
                keys.apply(this));
    }

    /** The claim {@code iss} of its tokens, exactly. */
    String address() {
        return text(ADDRESS);
    }

    /** The keys themselves, if they are given. */
    Optional<FixedKeys> keys() {
        return find(KEYS).map(text -> {
            try {
                return FixedKeys.of(text);
            } catch (IllegalArgumentException e) {
                throw wrong(KEYS, e.getMessage());
            }
        });
    }

    /** The address of the keys, if it is given. */
    Optional<URI> keysAddress() {
        return find(KEYS_ADDRESS).map(text -> uri(KEYS_ADDRESS, text));
    }

    /** The address of the metadata that name the keys' address, if nothing else is given. */
    URI metadataAddress() {
        return Issuer.metadataAddress(uri(ADDRESS, address()).toString());
    }

    private URI uri(String setting, String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // given below
        }
        throw wrong(setting, "is not an http or https address: " + text);
    }

    private Map<String, PlatformRole> mapping() {
        Optional<String> given = find(ROLES_MAPPING);
        if (given.isEmpty()) {
            return PlatformRole.BY_NAME;
        }
        Map<String, PlatformRole> mapping = new HashMap<>();
        Stream.of(given.get().split(";")).forEach(entry -> {
            int end = entry.lastIndexOf('=');
            if (end < 1 || entry.substring(0, end).isBlank()) {
                throw wrong(ROLES_MAPPING, "is not name=ROLE;…: " + entry);
            }
            mapping.put(entry.substring(0, end).strip(), role(ROLES_MAPPING, entry.substring(end + 1)));
        });
        return Map.copyOf(mapping);
    }

    private Set<PlatformRole> grants() {
        Set<PlatformRole> grants = EnumSet.noneOf(PlatformRole.class);
        find(GRANTS).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .forEach(name -> grants.add(role(GRANTS, name)));
        return grants;
    }

    private PlatformRole role(String setting, String name) {
        return Optional.ofNullable(PlatformRole.BY_NAME.get(name.strip()))
                .orElseThrow(() -> wrong(setting, "has no role SERVICE or SUPER_ADMIN, but " + name));
    }

    private JWSAlgorithm algorithm(String name) {
        JWSAlgorithm algorithm = new JWSAlgorithm(name);
        if (!KNOWN_ALGORITHMS.contains(algorithm)) {
            throw wrong(ALGORITHMS, "has " + name + ", and none but " + KNOWN_ALGORITHMS + " can be verified");
        }
        return algorithm;
    }

    private static Optional<JOSEObjectType> type(String name) {
        return name.equals(NO_TYPE) ? Optional.empty() : Optional.of(typeOf(name));
    }

    /** A type with or without the {@code application/} that it is short for (RFC 7515, section 4.1.9). */
    static JOSEObjectType typeOf(String name) {
        return new JOSEObjectType(name.toLowerCase(Locale.ROOT).replaceFirst("^application/", ""));
    }

    private Duration seconds(String setting) {
        String text = text(setting);
        if (!text.matches("[0-9]{1,9}")) {
            throw wrong(setting, "is not a number of seconds: " + text);
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private Set<String> list(String setting) {
        return each(setting, Function.identity());
    }

    private <T> Set<T> each(String setting, Function<String, T> reading) {
        Set<T> all = Stream.of(text(setting).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(reading)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (all.isEmpty()) {
            throw wrong(setting, "has nothing between its commas");
        }
        return all;
    }

    private String text(String setting) {
        return find(setting).orElseThrow(() -> wrong(setting, "is not given"));
    }

    private Optional<String> find(String setting) {
        return config.getOptionalValue(of(issuer, setting), String.class)
                .or(() -> config.getOptionalValue(setting, String.class))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private IllegalStateException wrong(String setting, String why) {
        return new IllegalStateException(
                "The setting " + of(issuer, setting) + " (or " + setting + ", for all issuers) " + why);
    }
}
