/**
 * A month of a team as a file of FOCUS, the format in which clouds tell what they charge: a row for each entry, bill and return.
 */
package com.wevion.credits.balance.focus;
