package com.wevion.credits.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An issuer whose tokens are accepted, and the rules for them.
 *
 * @param name its name in the settings
 * @param address the claim {@code iss} of its tokens
 * @param audiences of which its tokens name one
 * @param types the accepted headers {@code typ}; empty is for none
 * @param maxAge the longest time for which a token is valid after it was issued
 * @param skew the greatest difference of its clock
 * @param rolesClaims the claims that hold roles
 * @param roleMapping the roles for its role names
 * @param grants the roles that it may grant
 */
public record Issuer(
        String name,
        String address,
        Set<String> audiences,
        Set<JWSAlgorithm> algorithms,
        Set<Optional<JOSEObjectType>> types,
        Duration maxAge,
        Duration skew,
        Set<String> rolesClaims,
        Map<String, PlatformRole> roleMapping,
        Set<PlatformRole> grants,
        String personClaim,
        String nameClaim,
        IssuerKeys keys) {
    /** The address of its metadata (OpenID Connect Discovery). */
    public URI metadataAddress() {
        return metadataAddress(address);
    }

    static URI metadataAddress(String address) {
        return URI.create(address.replaceAll("/$", "") + "/.well-known/openid-configuration");
    }
}
