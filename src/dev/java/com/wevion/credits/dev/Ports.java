package com.wevion.credits.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** TCP ports of this machine. */
public final class Ports {
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A free one that nobody here was given before: it may be bound only later. */
    public static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return GIVEN.add(socket.getLocalPort()) ? socket.getLocalPort() : anyFree();
        } catch (IOException e) {
            throw new StartFailure("No free port", e);
        }
    }

    /** The port, or any free one for 0. */
    static int choose(int port) {
        return port == 0 ? anyFree() : port;
    }

    /** Refuses to take somebody else's server for our own. */
    static void mustBeFree(int port, String advice) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        } catch (IOException e) {
            throw new StartFailure("Port " + port + " of 127.0.0.1 is taken; " + advice, e);
        }
    }
}
