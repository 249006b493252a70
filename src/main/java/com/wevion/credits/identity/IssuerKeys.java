package com.wevion.credits.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.wevion.credits.platform.Unavailable;
import java.util.List;

/** The public keys by which an issuer's tokens are verified. Thread-safe. */
public interface IssuerKeys extends JWKSource<SecurityContext> {
    /**
     * The keys that may have signed a token; none if the issuer has no such key.
     *
     * @throws Unavailable if that is not known, since the keys cannot be fetched
     */
    List<JWK> matching(JWKSelector selector);

    @Override
    default List<JWK> get(JWKSelector selector, SecurityContext context) {
        return matching(selector);
    }

    /** True if this key, which this object once returned, is still one of the issuer's. */
    boolean holds(JWK key);
}
