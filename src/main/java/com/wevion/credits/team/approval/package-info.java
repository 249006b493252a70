/** The things that a team's people ask for, done once another person has approved them. */
package com.wevion.credits.team.approval;
