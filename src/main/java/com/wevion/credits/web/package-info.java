/**
 * What browsers need besides the REST API: the headers that protect pages, and which other sites may embed the widgets. The pages
 * themselves are plain files in {@code src/main/webapp}; they call the same API as everybody else. What an operator's page shows of
 * all the other parts at once is here too ({@link com.wevion.credits.web.QueuesResource}). Nothing depends on this package.
 */
package com.wevion.credits.web;
