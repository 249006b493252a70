/** The messages from the broker: completions and dead letters. */
package com.wevion.credits.generation.arrival;
