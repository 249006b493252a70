/**
 * The permissions of callers: {@link com.wevion.credits.platform.access.Action} is the one table of the actions that the API offers and
 * of those who may do them. Each method of a resource names its action by {@link com.wevion.credits.platform.access.Requires}. The checks, the
 * published contract and the handbook all come from the table.
 */
package com.wevion.credits.platform.access;
