/**
 * The whole service on one machine: {@link com.wevion.credits.dev.RunLocally} for {@code mvn -Prun}, and
 * {@link com.wevion.credits.dev.LocalService} for the integration tests. Nothing of it is in the WAR.
 */
package com.wevion.credits.dev;
