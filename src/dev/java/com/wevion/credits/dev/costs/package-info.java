/**
 * The costs APIs of OpenAI and Anthropic, for {@code mvn -Prun} without keys and for the tests, which plant faults:
 * {@link com.wevion.credits.dev.costs.SimulatedCosts} answers in the shapes that the two publish.
 */
package com.wevion.credits.dev.costs;
