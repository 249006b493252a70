/**
 * Who is calling. {@link com.wevion.credits.identity.CallerMechanism} asks {@code BearerTokens}, which knows pages by their
 * {@link com.wevion.credits.identity.Sessions} and everybody else by a token of one of the
 * {@link com.wevion.credits.identity.Issuers}, verified with the keys that are fetched and kept for it. What comes of it is an
 * {@link com.wevion.credits.identity.Identity}; what it may do is for others to say.
 */
package com.wevion.credits.identity;
