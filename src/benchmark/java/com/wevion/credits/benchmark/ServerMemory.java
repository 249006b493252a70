package com.wevion.credits.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of a server: of the process, and the heap in use after each collection. */
final class ServerMemory implements AutoCloseable {
    private static final int LOOK_MILLIS = 200;
    private static final Pattern COLLECTION = Pattern.compile("Pause .* [0-9]+M->([0-9]+)M\\(");

    private final long pid;
    private final Path collections;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "memory");
        thread.setDaemon(true);
        return thread;
    });
    private final long idleKib;
    private final long idleHeapMib;
    private final int idleCollections;
    private volatile long peakKib;

    /** From now on, after a full collection. */
    ServerMemory(long pid, Path collections) throws IOException {
        this.pid = pid;
        this.collections = collections;
        collect();
        idleKib = residentKib();
        int[] after = afterCollections();
        idleCollections = after.length;
        idleHeapMib = after[after.length - 1];
        watch.scheduleAtFixedRate(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void collect() throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
        process.onExit().join();
    }

    private void look() {
        try {
            peakKib = Math.max(peakKib, residentKib());
        } catch (IOException e) {
            watch.shutdown(); // it has ended
        }
    }

    private long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    private int[] afterCollections() throws IOException {
        return Files.readAllLines(collections).stream()
                .map(COLLECTION::matcher)
                .filter(Matcher::find)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .toArray();
    }

    /** MiB above idle of the process at its peak. */
    long residentMib() {
        return (peakKib - idleKib) / 1_024;
    }

    /** MiB above idle of the heap after the collection that left most. */
    long heapMib() throws IOException {
        int[] after = afterCollections();
        long max = idleHeapMib;
        for (int i = idleCollections; i < after.length; i++) {
            max = Math.max(max, after[i]);
        }
        return max - idleHeapMib;
    }

    String idle() {
        return "process " + idleKib / 1_024 + " MiB, heap " + idleHeapMib + " MiB";
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
