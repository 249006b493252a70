/** The horizon below which closed rows are archived by an operator's script, and what is said of them. */
package com.wevion.credits.platform.retention;
