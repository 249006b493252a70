/** Notices when a team's balance or spending limit crosses a threshold, and records each crossing once as an event. */
package com.wevion.credits.event.crossing;
