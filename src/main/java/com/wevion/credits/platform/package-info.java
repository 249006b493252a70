/**
 * What every feature stands on: the only error JSON ({@link com.wevion.credits.platform.Refusal} and its mapping), strict
 * JSON in and out, idempotency keys and fingerprints, ids, the clock, paging, the migrations at start-up, the rounds of
 * what is done again and again ({@link com.wevion.credits.platform.Rounds}), and health. It knows no feature.
 */
package com.wevion.credits.platform;
