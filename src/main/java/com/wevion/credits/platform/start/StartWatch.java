package com.wevion.credits.platform.start;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Ends a Payara Micro whose application could not start, with status 1, so that its supervisor notices and restarts it: on its own the
 * server keeps running without the application. A full Payara Server, which has other applications and somebody who deploys them, is left
 * alone.
 */
@WebListener
public final class StartWatch implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(StartWatch.class.getName());
    /** The thread by which Payara Micro boots and deploys, and which ends when all is deployed or has failed. */
    private static final String BOOT_THREAD = "main";

    private static final String PAYARA_MICRO = "Payara Micro";
    /** Held, since when the deployment has failed no further class is found from here, not even one of Java's. */
    private static final Runtime RUNTIME = Runtime.getRuntime();

    private static final int STATUS = 1;
    private static volatile boolean deployed;

    /** Called by the thread that deploys, before anything of the application can fail. */
    static void begin() {
        Thread deployer = Thread.currentThread();
        if (BOOT_THREAD.equals(deployer.getName()) && isPayaraMicro() && isWanted()) {
            daemon("start-watch", () -> watch(deployer)).start();
        }
    }

    private static boolean isWanted() {
        return ConfigProvider.getConfig(StartWatch.class.getClassLoader())
                .getValue("credits.start.failure.exit", Boolean.class);
    }

    private static boolean isPayaraMicro() {
        return System.getProperty("glassfish.version", "").startsWith(PAYARA_MICRO);
    }

    private static void watch(Thread deployer) {
        try {
            deployer.join();
            if (!deployed) {
                end();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops by itself
        }
    }

    /** At once: nothing has begun that would have to be put in order, and the server has opened its listener by now. */
    private static void end() {
        try {
            LOG.severe("The application could not start, see above. Payara Micro ends with status 1.");
        } finally {
            RUNTIME.halt(STATUS);
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        deployed = true;
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        deployed = false;
    }
}
