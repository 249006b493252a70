package com.wevion.credits.keys;

import jakarta.validation.constraints.PositiveOrZero;

/**
 * Another key in the place of one.
 *
 * @param overlapMinutes for which both go on; null for the default
 * @param expiresAt the end of the new key, an instant; null for the default
 */
record RotationRequest(
        @PositiveOrZero(message = "must not be negative") Long overlapMinutes, String expiresAt) {}
