package com.wevion.credits.platform.trace;

import io.opentelemetry.common.ComponentLoader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds the parts of the exporter that the application brings. The server may name parts of its own, which are of other class loaders and
 * no use here: Payara 7 does.
 */
final class OwnComponents implements ComponentLoader {
    @Override
    public <T> Iterable<T> load(Class<T> type) {
        List<T> found = new ArrayList<>();
        Iterator<T> named =
                ServiceLoader.load(type, OwnComponents.class.getClassLoader()).iterator();
        while (named.hasNext()) {
            try {
                found.add(named.next());
            } catch (ServiceConfigurationError e) {
                // the server's
            }
        }
        return found;
    }
}
