package com.wevion.credits.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What {@code web.xml} cannot say of the session's cookie, because it depends on a setting. */
@WebListener
public class SessionCookie implements ServletContextListener {
    @Inject
    @ConfigProperty(name = "credits.web.cookie.secure")
    boolean secure;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (secure) {
            event.getServletContext().getSessionCookieConfig().setSecure(true);
        }
    }
}
