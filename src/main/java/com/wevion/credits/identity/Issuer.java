package com.wevion.credits.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody whose tokens count here, and what of them counts.
 *
 * @param name what the settings call it
 * @param address what its tokens say in {@code iss}
 * @param audiences of which its tokens name one
 * @param types which header {@code typ} they may have; empty is for none
 * @param mostAge for which a token counts after it was issued, at most
 * @param skew by which its clock may be off
 * @param rolesClaims which of its claims have roles
 * @param roleMapping the roles that its role names stand for
 * @param grants the roles that it may give at all
 */
public record Issuer(
        String name,
        String address,
        Set<String> audiences,
        Set<JWSAlgorithm> algorithms,
        Set<Optional<JOSEObjectType>> types,
        Duration mostAge,
        Duration skew,
        Set<String> rolesClaims,
        Map<String, PlatformRole> roleMapping,
        Set<PlatformRole> grants,
        String personClaim,
        String nameClaim,
        IssuerKeys keys) {
    /** Where it tells about itself (OpenID Connect Discovery). */
    public URI metadataAddress() {
        return metadataAddress(address);
    }

    static URI metadataAddress(String address) {
        return URI.create(address.replaceAll("/$", "") + "/.well-known/openid-configuration");
    }
}
