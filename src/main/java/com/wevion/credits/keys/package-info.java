/** The API keys of machines, as people make, rotate and end them; {@code identity} knows callers by them. */
package com.wevion.credits.keys;
