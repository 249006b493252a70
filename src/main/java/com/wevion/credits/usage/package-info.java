/**
 * The work of providers for us: one usage record for each finished piece of work, written in the transaction that settles it, with its
 * expected cost; and the margin that is left.
 */
package com.wevion.credits.usage;
