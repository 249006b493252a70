/**
 * What every feature stands on and that knows none: refusals, each a named exception that becomes a problem of the API, ids, and small
 * things that several features need. Its rooms: {@code http}, {@code json}, {@code database}, {@code time} and {@code start}.
 */
package com.wevion.credits.platform;
