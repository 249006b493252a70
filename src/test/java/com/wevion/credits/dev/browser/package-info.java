/**
 * Tests of the pages in a real browser: {@link com.wevion.credits.dev.browser.WithBrowser} gives a test its windows, the others look
 * at what is in them. All of it belongs to the test's own thread: Playwright answers no other one, so Awaitility must poll in the
 * same thread, and waits on a {@code Locator} are better.
 */
package com.wevion.credits.dev.browser;
