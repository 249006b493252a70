/**
 * Limits of what one caller or one team may ask for in a time, so that a storm of one is no slowness for the others. Each server counts for
 * itself.
 */
package com.wevion.credits.limit;
