package com.wevion.credits.generation.broker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The queues and the topic of the contract with the workers; their names are fixed there. At the broker they begin with
 * {@code credits.broker.prefix}, which nothing else knows: the names without it are what is kept and shown.
 */
@ApplicationScoped
public class BrokerQueues {

    /** To the workers: jobs to be done. */
    public static final String REQUESTED = "credits.jobs.requested";

    /** A topic, to all workers: jobs to be given up. */
    public static final String CANCELLED = "credits.jobs.cancelled";

    /** From the workers: what became of them. */
    public static final String COMPLETED = "credits.jobs.completed";

    /** The broker's queue of messages that could not be delivered. */
    public static final String DEAD = "credits.dead";

    @Inject
    @ConfigProperty(name = "credits.broker.prefix")
    Optional<String> prefix;

    /** The name at the broker. */
    String atBroker(String name) {
        return prefix.orElse("") + name;
    }

    /** The name in the contract; another name, of somebody else's queue, stays as it is. */
    public String inContract(String nameAtBroker) {
        String before = prefix.orElse("");
        return nameAtBroker.startsWith(before) ? nameAtBroker.substring(before.length()) : nameAtBroker;
    }
}
