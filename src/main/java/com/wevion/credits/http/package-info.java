/**
 * How requests arrive, before anything of the application sees them: a request thread is not given to a client whose body has
 * yet to come ({@link com.wevion.credits.http.Bodies}). Nothing depends on this package.
 */
package com.wevion.credits.http;
