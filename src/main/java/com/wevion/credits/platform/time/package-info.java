/** The service's clock, compared with the database's, and times in text and columns. */
package com.wevion.credits.platform.time;
