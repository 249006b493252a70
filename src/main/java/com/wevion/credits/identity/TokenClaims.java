package com.wevion.credits.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import com.wevion.credits.platform.Unauthenticated;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads the caller from a token, by the claims that its issuer uses. */
final class TokenClaims {
    /** Claims that are a list in one text, between blanks (RFC 8693, section 4.2). */
    private static final Set<String> BLANK_SEPARATED = Set.of("scope", "scp");

    private TokenClaims() {}

    /**
     * @param end the time at which the token ends, by the issuer's clock
     * @throws Unauthenticated if nothing in it identifies the person
     */
    static Identity identity(JWTClaimsSet claims, Issuer issuer, Instant end) {
        Set<PlatformRole> roles = roles(claims, issuer);
        String subject = text(claims, issuer.personClaim());
        if (subject == null && !roles.contains(PlatformRole.SERVICE)) {
            throw new Unauthenticated("The token has no claim " + issuer.personClaim() + " that names a person.");
        }
        UUID personId = subject == null ? null : PersonIds.of(issuer.address(), subject);
        return new Identity(
                issuer.address(),
                subject,
                personId,
                text(claims, issuer.nameClaim()),
                roles,
                end.plus(issuer.skew()),
                Optional.empty());
    }

    /** The roles for the issuer's role names that it may grant; a name counts as a whole. */
    private static Set<PlatformRole> roles(JWTClaimsSet claims, Issuer issuer) {
        Set<PlatformRole> roles = EnumSet.noneOf(PlatformRole.class);
        issuer.rolesClaims().stream()
                .flatMap(claim -> names(find(claims.getClaims(), claim), claim))
                .map(issuer.roleMapping()::get)
                .filter(role -> role != null && issuer.grants().contains(role))
                .forEach(roles::add);
        return roles;
    }

    private static Stream<String> names(Object value, String claim) {
        if (value instanceof Collection<?> list) {
            return list.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        if (value instanceof String text) {
            return BLANK_SEPARATED.contains(claim) ? Stream.of(text.split(" ")) : Stream.of(text);
        }
        return Stream.empty();
    }

    private static String text(JWTClaimsSet claims, String claim) {
        return find(claims.getClaims(), claim) instanceof String text && !text.isBlank() ? text : null;
    }

    /** The claim of exactly that name, or else the nested claim that its parts name. */
    private static Object find(Map<?, ?> claims, String name) {
        if (claims.containsKey(name)) {
            return claims.get(name);
        }
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner) {
                Object found = find(inner, name.substring(dot + 1));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
