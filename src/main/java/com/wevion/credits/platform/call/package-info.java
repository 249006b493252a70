/** Calls to other systems over HTTP, none of which takes longer or says more than is allowed. */
package com.wevion.credits.platform.call;
