/**
 * The arrival of requests, before the rest of the application sees them: no request thread is given to a client whose body has
 * yet to arrive ({@link com.wevion.credits.http.Bodies}). Nothing depends on this package.
 */
package com.wevion.credits.http;
