package com.wevion.credits.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.wevion.credits.platform.OneLine;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The address of an issuer's keys.
 *
 * @param address of the key set; null if the issuer's metadata name it
 * @param metadata their address; null if they need not be asked
 */
record KeySource(ProviderCalls calls, URI address, URI metadata) implements Callable<JWKSet> {
    private static final Logger LOG = Logger.getLogger(KeySource.class.getName());

    @Override
    public JWKSet call() throws IOException, ParseException {
        return parse(calls.get(address == null ? discovered() : address));
    }

    private URI discovered() throws IOException, ParseException {
        URI found = JSONObjectUtils.getURI(JSONObjectUtils.parse(calls.get(metadata)), "jwks_uri");
        if (found == null) {
            throw new IOException(metadata + " names no jwks_uri");
        }
        return found;
    }

    /** Skips keys of an unknown kind (RFC 7517, section 5). */
    static JWKSet parse(String text) throws ParseException {
        Map<String, Object>[] given = JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(text), "keys");
        if (given == null) {
            throw new ParseException("It is not a key set: it has no keys", 0);
        }
        List<JWK> keys = new ArrayList<>();
        for (Map<String, Object> each : given) {
            try {
                keys.add(JWK.parse(each));
            } catch (ParseException | RuntimeException e) {
                LOG.log(Level.FINE, "A key is skipped: {0}", OneLine.of(e.getMessage()));
            }
        }
        return new JWKSet(keys);
    }
}
