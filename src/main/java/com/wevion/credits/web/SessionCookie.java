package com.wevion.credits.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The cookie of a session, which no script reads; that other sites' requests do not carry it stands in {@code payara-web.xml}. */
@WebListener
public class SessionCookie implements ServletContextListener {
    @Inject
    @ConfigProperty(name = "credits.web.cookie.secure")
    boolean secure;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
        cookie.setName("credits-session");
        cookie.setHttpOnly(true);
        if (secure) {
            cookie.setSecure(true);
        }
    }
}
