/**
 * What providers did for us: one usage record for each finished piece of work, written in the transaction that settles it, with
 * what it should cost; and the margin that is left.
 */
package com.wevion.credits.usage;
