package com.wevion.credits.faults;

import com.wevion.credits.faults.Wire.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** The parts of the service that fail under the load, and the time within which all is well again once the cause is gone. */
enum Fault {
    DATABASE_KILLED(Seen.BY_CALLERS, 20, scene -> scene.database.kill(), Scene::revive),
    SERVER_KILLED(Seen.BY_CALLERS, 60, scene -> scene.service.killServer(), Scene::restartServer),
    DATABASE_AND_SERVER_KILLED(
            Seen.BY_CALLERS,
            60,
            scene -> {
                scene.service.killServer();
                scene.database.kill();
            },
            scene -> {
                scene.revive();
                scene.restartServer();
            }),
    BROKER_KILLED(Seen.AT_THE_BROKER, 30, scene -> scene.broker.kill(), Scene::revive),

    DATABASE_STALLED(
            Seen.BY_CALLERS,
            30,
            scene -> scene.databaseWire.set(State.STALLED),
            scene -> scene.databaseWire.set(State.WHOLE)),
    DATABASE_CUT(
            Seen.BY_CALLERS,
            10,
            scene -> scene.databaseWire.set(State.CUT),
            scene -> scene.databaseWire.set(State.WHOLE)),
    DATABASE_SLOW(
            Seen.BY_NOBODY,
            10,
            scene -> scene.databaseWire.set(State.SLOW),
            scene -> scene.databaseWire.set(State.WHOLE)),
    BROKER_STALLED(
            Seen.IN_THE_BACKLOG,
            60,
            scene -> scene.brokerWire.set(State.STALLED),
            scene -> scene.brokerWire.set(State.WHOLE)),
    BROKER_CUT(
            Seen.AT_THE_BROKER,
            30,
            scene -> scene.brokerWire.set(State.CUT),
            scene -> scene.brokerWire.set(State.WHOLE)),
    BROKER_SLOW(
            Seen.BY_NOBODY, 20, scene -> scene.brokerWire.set(State.SLOW), scene -> scene.brokerWire.set(State.WHOLE)),

    DATABASE_DISK_FULL(Seen.BY_CALLERS, 30, scene -> scene.databaseDisk.fill(), scene -> {
        scene.databaseDisk.free();
        scene.revive();
    }),
    BROKER_DISK_FULL(Seen.IN_THE_BACKLOG, 60, scene -> scene.brokerDisk.fill(), scene -> {
        scene.brokerDisk.free();
        scene.revive();
    }),

    POOL_EXHAUSTED(Seen.BY_CALLERS, 10, Scene::lockAccounts, Scene::unlockAccounts),
    CONNECTIONS_REFUSED(
            Seen.BY_CALLERS,
            10,
            scene -> {
                scene.execute("ALTER ROLE credits CONNECTION LIMIT 0");
                scene.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'credits'");
            },
            scene -> scene.execute("ALTER ROLE credits CONNECTION LIMIT -1")),
    CLOCK_STEPPED(Seen.BY_NOBODY, 10, scene -> scene.clock.step(20), scene -> scene.clock.step(0));

    /** The sign of a fault while it lasts. */
    enum Seen {
        /** They get 503 or no answer. */
        BY_CALLERS,
        /** The server says that the broker is away; jobs are accepted. */
        AT_THE_BROKER,
        /** Requests of jobs wait; jobs are accepted. */
        IN_THE_BACKLOG,
        /** Everything is answered. */
        BY_NOBODY
    }

    /** Those that kill. */
    static final Set<Fault> KILLS =
            EnumSet.of(DATABASE_KILLED, SERVER_KILLED, DATABASE_AND_SERVER_KILLED, BROKER_KILLED);

    final Seen seen;
    final int recoverySeconds;
    private final Consumer<Scene> strike;
    private final Consumer<Scene> end;

    Fault(Seen seen, int recoverySeconds, Consumer<Scene> strike, Consumer<Scene> end) {
        this.seen = seen;
        this.recoverySeconds = recoverySeconds;
        this.strike = strike;
        this.end = end;
    }

    /** A number of kills, in random order, with two of the database to one of each other. */
    static List<Fault> kills(int count, Random random) {
        List<Fault> faults = new ArrayList<>();
        while (faults.size() < count) {
            List<Fault> deck = new ArrayList<>(KILLS);
            deck.add(DATABASE_KILLED);
            Collections.shuffle(deck, random);
            faults.addAll(deck);
        }
        return faults.subList(0, count);
    }

    void strike(Scene scene) {
        strike.accept(scene);
    }

    /** Takes the cause away, and starts again what has ended. */
    void end(Scene scene) {
        end.accept(scene);
    }

    boolean stopsTheServer() {
        return this == SERVER_KILLED || this == DATABASE_AND_SERVER_KILLED;
    }

    /** False if this machine cannot do it: to make a disk that is full takes root, to step a clock takes a C compiler. */
    boolean isPossible(Scene scene) {
        return switch (this) {
            case DATABASE_DISK_FULL, BROKER_DISK_FULL -> scene.databaseDisk.isSmall();
            case CLOCK_STEPPED -> scene.clock.canBeStepped();
            default -> true;
        };
    }
}
