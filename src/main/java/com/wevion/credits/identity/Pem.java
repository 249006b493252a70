package com.wevion.credits.identity;

import java.util.Base64;

/** Keys as text (RFC 7468). */
final class Pem {
    private Pem() {}

    /**
     * What is between the lines that say which kind of key it is.
     *
     * @throws IllegalArgumentException if that is no base64
     */
    static byte[] decode(String text) {
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }
}
