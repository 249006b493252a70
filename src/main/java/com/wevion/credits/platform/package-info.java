/**
 * The base of every feature, which knows none of them: refusals, each a named exception that becomes a problem of the API, ids, and small
 * things that several features need. Its packages: {@code http}, {@code json}, {@code database}, {@code time} and {@code start}.
 *
 * <p>JPA is for records that are loaded one at a time, changed and saved: teams, members, and published versions of the catalogue. Everything
 * else is SQL, by {@link com.wevion.credits.platform.database.Sql}: money, whose statements decide under which locks and in which order
 * they run, and lists and reports, which read columns of several tables into records.
 */
package com.wevion.credits.platform;
