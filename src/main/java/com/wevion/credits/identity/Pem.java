package com.wevion.credits.identity;

import java.util.Base64;

/** Keys as text (RFC 7468). */
final class Pem {
    private Pem() {}

    /**
     * The content between the lines that name the kind of key.
     *
     * @throws IllegalArgumentException if that is no base64
     */
    static byte[] decode(String text) {
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }
}
