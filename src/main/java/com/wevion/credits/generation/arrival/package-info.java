/** What comes from the broker: completions, and letters that are dead. */
package com.wevion.credits.generation.arrival;
