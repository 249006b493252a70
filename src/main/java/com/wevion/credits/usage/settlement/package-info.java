/** The end of admitted work by the report of it, the same for chat messages and jobs (S5, D7, D8). */
package com.wevion.credits.usage.settlement;
