/** Files as they are sent: what kind they are by their first bytes, and how they are unpacked. Knows no format. */
package com.wevion.credits.invoice.format.pack;
