/** The handbook, README.md and docs/, held to the truth: its commands are run, and its links and names lead somewhere. */
package com.wevion.credits.handbook;
