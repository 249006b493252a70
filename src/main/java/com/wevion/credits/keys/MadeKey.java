package com.wevion.credits.keys;

/**
 * A key that was made.
 *
 * @param secret shown once: null for a retry
 */
record MadeKey(String secret, KeyView key) {}
