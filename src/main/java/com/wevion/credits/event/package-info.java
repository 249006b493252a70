/** Things that happen and that somebody may want to be told: recorded once, in the transaction in which they happen. */
package com.wevion.credits.event;
