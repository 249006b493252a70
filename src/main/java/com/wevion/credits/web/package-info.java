/**
 * The parts that browsers need besides the REST API: headers that protect pages, and the sites that may embed the widgets. The pages
 * themselves are plain files in {@code src/main/webapp}; they call the same API as everybody else. Nothing depends on this package.
 */
package com.wevion.credits.web;
