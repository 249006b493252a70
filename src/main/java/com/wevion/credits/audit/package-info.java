/**
 * Proof that nobody changed the books: a verifier that recomputes every chain, a signed checkpoint each day, and an export
 * that anybody can verify without this service (guarantee 6, D16).
 */
package com.wevion.credits.audit;
