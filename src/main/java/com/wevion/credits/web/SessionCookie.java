package com.wevion.credits.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The cookie of a session: no script reads it, and no request that another site causes carries it, but for following a link. */
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
        cookie.setAttribute("SameSite", "Lax");
        if (secure) {
            cookie.setSecure(true);
        }
    }
}
