/**
 * The rules by which a comparison becomes findings: what differs beyond the tolerance, and why. Pure: they know neither database nor
 * clock, and the same comparison always gives the same findings.
 */
package com.wevion.credits.reconciliation.rules;
