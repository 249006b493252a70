/**
 * Sign-in to the pages, and sign-out: at an OpenID Connect provider ({@link com.wevion.credits.signin.Provider}), or as one
 * of the people of the embedded default. Pages get a token of a few minutes for their session by
 * {@link com.wevion.credits.signin.SessionResource}, and call the API with it like all other callers.
 */
package com.wevion.credits.signin;
