package com.wevion.credits.stripe;

import com.wevion.credits.platform.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code Stripe-Signature}: a time and HMAC-SHA256 signatures over {@code <time>.<body>}. The library's own check
 * takes times in the future and throws what is not declared on a malformed header.
 */
final class WebhookSignature {
    private static final Pattern TIME = Pattern.compile("t=([0-9]{1,12})");
    private static final Pattern SIGNATURE = Pattern.compile("v1=([0-9a-f]{64})");
    private static final int LONGEST_HEADER = 2_000;

    private final String time;
    private final List<byte[]> signatures;

    private WebhookSignature(String time, List<byte[]> signatures) {
        this.time = time;
        this.signatures = signatures;
    }

    /** @return empty unless the header has one time and at least one signature of the known kind */
    static Optional<WebhookSignature> parse(String header) {
        if (header == null || header.length() > LONGEST_HEADER) {
            return Optional.empty();
        }
        String time = null;
        List<byte[]> signatures = new ArrayList<>();
        for (String part : header.split(",")) {
            Matcher timeOf = TIME.matcher(part.trim());
            Matcher signatureOf = SIGNATURE.matcher(part.trim());
            if (timeOf.matches()) {
                if (time != null) {
                    return Optional.empty();
                }
                time = timeOf.group(1);
            } else if (signatureOf.matches()) {
                signatures.add(HexFormat.of().parseHex(signatureOf.group(1)));
            }
        }
        return time == null || signatures.isEmpty()
                ? Optional.empty()
                : Optional.of(new WebhookSignature(time, signatures));
    }

    /**
     * True if one of the secrets made it, at about that time.
     *
     * @param secrets several while they are rotated
     */
    boolean isOf(byte[] body, List<String> secrets, Instant now, Duration tolerance) {
        long offSeconds = Math.abs(now.getEpochSecond() - Long.parseLong(time));
        if (offSeconds > tolerance.toSeconds()) {
            return false;
        }
        return secrets.stream().anyMatch(secret -> {
            byte[] expected = hmac(secret, body);
            return signatures.stream().anyMatch(given -> MessageDigest.isEqual(expected, given));
        });
    }

    private byte[] hmac(String secret, byte[] body) {
        return Hashes.signature(
                secret.getBytes(StandardCharsets.UTF_8), (time + ".").getBytes(StandardCharsets.US_ASCII), body);
    }
}
