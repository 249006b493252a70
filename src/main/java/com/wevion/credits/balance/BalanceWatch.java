package com.wevion.credits.balance;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.identity.Sessions;
import com.wevion.credits.identity.key.ApiKeys;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.team.Leavers;
import com.wevion.credits.team.Leavers.Seat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks what has become of the balances that somebody listens to, whichever server changed them. It asks the database and
 * has nobody report changes, so that postings cost nothing more. Thread-safe.
 */
@ApplicationScoped
class BalanceWatch {
    private record Shown(TeamBalance balance, int prices, String json) {
        boolean holds(TeamBalance now, CatalogVersion current) {
            return balance.equals(now) && prices == current.version();
        }
    }

    @Inject
    Balances balances;

    @Inject
    Catalog catalog;

    @Inject
    Leavers leavers;

    @Inject
    Sessions sessions;

    @Inject
    ApiKeys keys;

    private final Map<UUID, Shown> shown = new HashMap<>();

    /**
     * A team's balance now, as JSON text.
     *
     * @throws NotFound if there is no such team
     */
    String json(UUID teamId) {
        return Json.write(balances.of(teamId).view(catalog.current()));
    }

    /**
     * Tells these streams the balances of their teams, by one statement. They must have been told one each before, so that
     * none is told a balance that is older than the one it knows. One thread at a time looks: when the last stream has ended
     * during a look that the database keeps waiting, the next stream begins with a look of its own.
     */
    void look(Collection<BalanceStream> streams) {
        lookAlone(streams);
    }

    private synchronized void lookAlone(Collection<BalanceStream> streams) {
        Set<UUID> teams =
                streams.stream().map(stream -> stream.listener().teamId()).collect(Collectors.toSet());
        Map<UUID, TeamBalance> now = balances.of(teams);
        CatalogVersion prices = catalog.current();
        shown.keySet().retainAll(now.keySet());
        now.forEach((team, balance) -> shown.compute(
                team,
                (id, last) -> last != null && last.holds(balance, prices)
                        ? last
                        : new Shown(balance, prices.version(), Json.write(balance.view(prices)))));
        for (BalanceStream stream : streams) {
            Optional.ofNullable(shown.get(stream.listener().teamId())).ifPresent(team -> stream.tell(team.json()));
        }
    }

    /** Ends the streams of those who are no members any more, of pages whose sessions have ended, and of API keys that have. */
    void dismiss(Collection<BalanceStream> streams) {
        Set<Seat> left = leavers.among(all(streams, Listener::seat));
        Set<UUID> ended = sessions.endedAmong(all(streams, Listener::session));
        Set<UUID> endedKeys = keys.endedAmong(all(streams, Listener::key));
        streams.stream()
                .filter(stream -> stream.listener()
                                .seat()
                                .filter(left::contains)
                                .isPresent()
                        || stream.listener().session().filter(ended::contains).isPresent()
                        || stream.listener().key().filter(endedKeys::contains).isPresent())
                .forEach(BalanceStream::end);
    }

    private static <T> List<T> all(Collection<BalanceStream> streams, Function<Listener, Optional<T>> part) {
        return streams.stream()
                .flatMap(stream -> part.apply(stream.listener()).stream())
                .distinct()
                .toList();
    }
}
