/** Breaks: the findings that people work through, over all runs, with their states, owners and notes. */
package com.wevion.credits.reconciliation.breaks;
