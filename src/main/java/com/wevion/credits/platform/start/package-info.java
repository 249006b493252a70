/** The start of the server before the first request: waiting for the database, migrations, and ending a server that could not start. */
package com.wevion.credits.platform.start;
