/**
 * The base of every feature, which knows none of them: refusals, each a named exception that becomes a problem of the API, ids, and small
 * things that several features need. Its packages: {@code http}, {@code json}, {@code database}, {@code time} and {@code start}.
 */
package com.wevion.credits.platform;
