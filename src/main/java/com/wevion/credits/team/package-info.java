/**
 * Teams and their members, and who is calling: {@link com.wevion.credits.team.Access} answers every question of the other
 * features about what a {@link com.wevion.credits.team.Caller} may do in a team (S3, S4, D12).
 */
package com.wevion.credits.team;
