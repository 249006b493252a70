/**
 * What a team has and where it went: balance, history with explanations, usage sums; and the operator's adjustments (S13,
 * S14).
 */
package com.wevion.credits.balance;
