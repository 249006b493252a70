package com.wevion.credits;

import com.wevion.credits.dev.LocalService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The parts of the service that are taken away under the load. */
enum Fault {
    POSTGRES,
    SERVER,
    BOTH,
    BROKER;

    /** A number of faults, in random order, with two of PostgreSQL to one of each other. */
    static List<Fault> mixed(int count, Random random) {
        List<Fault> faults = new ArrayList<>();
        while (faults.size() < count) {
            List<Fault> deck = new ArrayList<>(List.of(values()));
            deck.add(POSTGRES);
            Collections.shuffle(deck, random);
            faults.addAll(deck);
        }
        return faults.subList(0, count);
    }

    /** Takes it away: SIGKILL, except for the broker, which is stopped in the middle of its work. */
    void strike(LocalService service) {
        if (this == BROKER) {
            service.stopBroker();
        }
        if (this == SERVER || this == BOTH) {
            service.killServer();
        }
        if (this == POSTGRES || this == BOTH) {
            service.killPostgres();
        }
    }

    /** Gives it back, and returns when it is ready. */
    void end(LocalService service) {
        if (this == BROKER) {
            service.restartBroker();
        }
        if (this == POSTGRES || this == BOTH) {
            service.restartPostgres();
        }
        if (this == SERVER || this == BOTH) {
            service.restartServer();
        }
    }

    boolean stopsTheServer() {
        return this == SERVER || this == BOTH;
    }
}
