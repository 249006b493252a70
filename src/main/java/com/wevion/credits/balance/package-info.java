/** A team's balance and its changes: history with explanations, usage sums; and the operator's adjustments (S13, S14). */
package com.wevion.credits.balance;
