/** SQL by hand, and what becomes of it when the database is away. */
package com.wevion.credits.platform.database;
