/** Requests that others approve: asked, then approved or refused by another person, or expired. */
package com.wevion.credits.approval;
