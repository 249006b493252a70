/** JSON, strict towards callers and patient with what is stored; and the fingerprints of requests. */
package com.wevion.credits.platform.json;
