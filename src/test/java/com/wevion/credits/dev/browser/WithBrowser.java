package com.wevion.credits.dev.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Test methods take their windows of a headless Chromium as a {@link Browsing} parameter. What goes wrong in the windows fails the
 * test, see {@link Problems}; what they showed when a test failed is kept in {@code target/browser/<test>/}.
 *
 * <p>The system property {@code credits.test.browser} names the program, {@code /usr/bin/chromium} by default. Without it the class
 * is skipped, or fails if {@code credits.test.browser.required} is true. Classes with a browser run one after the other.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserExtension.class)
@ResourceLock("browser")
public @interface WithBrowser {}
