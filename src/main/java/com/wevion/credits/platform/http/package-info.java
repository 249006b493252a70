/**
 * Requests and answers as all resources have them: bodies, parameters, pages, idempotency keys, who may call, and the only error JSON
 * ({@link com.wevion.credits.platform.http.Problem}).
 */
package com.wevion.credits.platform.http;
