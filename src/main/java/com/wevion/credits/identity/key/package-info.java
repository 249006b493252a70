/**
 * The keys with which machines call the API: their secrets, of which only hashes are kept, and what is recorded of them. Identity knows
 * callers by them; the package {@code keys} is how people make and end them.
 */
package com.wevion.credits.identity.key;
