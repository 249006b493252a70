/**
 * Authentication of callers. {@link com.wevion.credits.identity.CallerMechanism} asks {@code BearerTokens}, which knows pages by their
 * {@link com.wevion.credits.identity.Sessions} and everybody else by a token of one of the
 * {@link com.wevion.credits.identity.Issuers}, verified with the keys that are fetched and kept for it. The result is an
 * {@link com.wevion.credits.identity.Identity}; other packages decide what it may do.
 */
package com.wevion.credits.identity;
