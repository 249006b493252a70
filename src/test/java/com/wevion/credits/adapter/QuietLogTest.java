package com.wevion.credits.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The repeated messages of libraries about a broker that is away. */
class QuietLogTest {
    private static final Logger CLIENT = Logger.getLogger("org.apache.activemq.artemis.core.client");
    private static final Logger POOLS =
            Logger.getLogger("javax.enterprise.resource.resourceadapter.com.sun.enterprise.connectors");

    private final List<String> said = new ArrayList<>();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord message) {
            said.add(message.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        QuietLog.apply();
        for (Logger logger : List.of(CLIENT, POOLS)) {
            logger.setUseParentHandlers(false);
            logger.addHandler(ear);
        }
    }

    @AfterEach
    void stop() {
        for (Logger logger : List.of(CLIENT, POOLS)) {
            logger.removeHandler(ear);
            logger.setUseParentHandlers(true);
            logger.setFilter(null);
        }
    }

    @Test
    void eachMessageOfArtemisIsSaidOnce() {
        for (int connection = 0; connection < 70; connection++) {
            CLIENT.warning("AMQ212037: Connection failure to a:" + connection + " has been detected");
            CLIENT.warning("AMQ214016: Failed to create netty connection");
        }
        assertThat(said).hasSize(2);
    }

    @Test
    void whatPoolsSayIsSaidOnceOfTheBrokersAndAlwaysOfOthers() {
        for (int attempt = 0; attempt < 3; attempt++) {
            POOLS.log(Level.WARNING, "pool.failed", new Object[] {"jms/credits-pool", "away"});
            POOLS.log(Level.WARNING, "RAR5117 : Failed to obtain/create connection from connection pool [ credits ]");
        }
        assertThat(said).hasSize(4);
    }
}
