package com.wevion.credits.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.wevion.credits.platform.json.Json;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A token before it is signed. */
final class TokenDraft {
    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private final SigningKey key;

    TokenDraft(SigningKey key, JWSAlgorithm algorithm, String issuer, Instant now) {
        this.key = key;
        header.put("alg", algorithm.getName());
        header.put("typ", "JWT");
        header.put("kid", key.publicKey().getKeyID());
        claims.put("iss", issuer);
        claims.put("aud", "ai-credits");
        claims.put("sub", "6f0c1d1e-7b1a-4a54-9f4e-0d6a1f6f0001");
        claims.put("exp", now.getEpochSecond() + 600);
    }

    /** The same with another claim; without it for null. */
    TokenDraft with(String claim, Object value) {
        claims.put(claim, value);
        claims.values().removeIf(each -> each == null);
        return this;
    }

    /** The same with another header; without it for null. */
    TokenDraft withHeader(String name, Object value) {
        header.put(name, value);
        header.values().removeIf(each -> each == null);
        return this;
    }

    /** The part that is signed. */
    String unsigned() {
        return Base64URL.encode(Json.write(header)) + "." + Base64URL.encode(Json.write(claims));
    }

    String signed() {
        return signedBy(key);
    }

    String signedBy(SigningKey other) {
        try {
            String text = unsigned();
            JWSHeader parsed = JWSHeader.parse(Base64URL.encode(Json.write(header)));
            return text + "."
                    + Base64URL.encode(other.sign(parsed, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
