package com.wevion.credits.web;

import com.wevion.credits.platform.DevTokens;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.web.DemoPeople.DemoPerson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Begins and ends the sessions of browsers, and gives out tokens for them. */
@ApplicationScoped
class Sessions {
    @Inject
    DemoPeople people;

    @Inject
    DevTokens tokens;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.web.token.minutes")
    int tokenMinutes;

    @Inject
    @ConfigProperty(name = "credits.web.session.minutes")
    int sessionMinutes;

    SessionView of(HttpServletRequest request) {
        return SignedIn.of(request).map(this::view).orElseGet(() -> new SessionView(null, null, null, signIn()));
    }

    /** @throws NotFound if the embedded default has no such person, or this is none */
    SessionView beginDemo(HttpServletRequest request, UUID userId) {
        DemoPerson person = people.find(userId).orElseThrow(() -> new NotFound("person"));
        SignedIn signedIn = new SignedIn(person.userId(), person.name(), person.isSuperAdmin());
        signedIn.begin(request, sessionMinutes);
        return view(signedIn);
    }

    /** Ends the session, and says where the person signs out of the provider too, or null. */
    String end(HttpServletRequest request) {
        SignedIn.end(request);
        return null;
    }

    private SessionView view(SignedIn person) {
        Instant until = clock.instant().plus(Duration.ofMinutes(tokenMinutes));
        Set<String> groups = person.superAdmin() ? Set.of("SUPER_ADMIN") : Set.of();
        String token = tokens.issue(person.userId(), person.name(), groups, until);
        return new SessionView(SessionView.User.of(person), token, until, signIn());
    }

    private SessionView.SignIn signIn() {
        List<SessionView.Person> all = people.all().stream()
                .map(person -> new SessionView.Person(person.userId(), person.name(), person.description()))
                .toList();
        return new SessionView.SignIn(all.isEmpty() ? SessionView.Kind.NONE : SessionView.Kind.DEMO, null, all);
    }
}
