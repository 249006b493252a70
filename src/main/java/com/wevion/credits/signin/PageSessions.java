package com.wevion.credits.signin;

import com.wevion.credits.identity.DevTokens;
import com.wevion.credits.identity.PageTokens;
import com.wevion.credits.identity.Session;
import com.wevion.credits.identity.Sessions;
import com.wevion.credits.platform.Development;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.time.RealTime;
import com.wevion.credits.signin.DemoPeople.DemoPerson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Begins and ends the sessions of browsers, and issues tokens for them. */
@ApplicationScoped
class PageSessions {
    @Inject
    DemoPeople people;

    @Inject
    Development development;

    @Inject
    DevTokens tokens;

    @Inject
    Provider provider;

    @Inject
    Renewals renewals;

    @Inject
    Sessions sessions;

    @Inject
    PageTokens pageTokens;

    @Inject
    Cookies cookies;

    @Inject
    SignInTrail trail;

    @Inject
    @RealTime
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.session.longest.minutes")
    long longestMinutes;

    /**
     * The session of a browser; without one nobody is signed in.
     *
     * @throws Unavailable if the provider has to be asked and does not answer
     */
    SessionView of(HttpServletRequest request) {
        return current(request).map(this::view).orElseGet(this::nobody);
    }

    /** True if somebody is signed in, as far as this service knows. */
    boolean isBegun(HttpServletRequest request) {
        return current(request).isPresent();
    }

    private Optional<Session> current(HttpServletRequest request) {
        return cookies.read(request, Cookies.SESSION).flatMap(sessions::find).flatMap(renewals::fresh);
    }

    /** @throws NotFound if the embedded default has no such person, or this is none */
    SessionView beginDemo(HttpServletRequest request, HttpServletResponse response, UUID userId) {
        DemoPerson person = people.all().stream()
                .filter(each -> each.userId().equals(userId))
                .findFirst()
                .orElseThrow(() -> new NotFound("person"));
        Session begun = sessions.begin(
                tokens.somebody(
                        person.userId(),
                        person.name(),
                        person.isSuperAdmin(),
                        clock.instant().plus(Duration.ofMinutes(longestMinutes))),
                Optional.empty(),
                (sql, session) -> trail.signedIn(sql, session, request));
        take(request, response, begun);
        return view(begun);
    }

    /** Begins a session for the person whom the provider has signed in. */
    void begin(HttpServletRequest request, HttpServletResponse response, Grant grant) {
        take(
                request,
                response,
                sessions.begin(
                        grant.person(),
                        Optional.of(grant.tokens()),
                        (sql, session) -> trail.signedIn(sql, session, request)));
    }

    /** Gives the browser the session, instead of the one it has. */
    private void take(HttpServletRequest request, HttpServletResponse response, Session begun) {
        cookies.read(request, Cookies.SESSION).flatMap(sessions::find).ifPresent(sessions::end);
        cookies.write(request, response, Cookies.SESSION, begun.secret().text());
    }

    /**
     * Ends the session. Returns the address at which the person also signs out of the provider, or null.
     *
     * @param everywhere true: all other sessions of the person end as well
     */
    String end(HttpServletRequest request, HttpServletResponse response, boolean everywhere) {
        Optional<Session> session = cookies.read(request, Cookies.SESSION).flatMap(sessions::find);
        session.ifPresent(ending ->
                sessions.end(ending, everywhere, (sql, ended) -> trail.signedOut(sql, ending, ended, request)));
        cookies.delete(request, response, Cookies.SESSION);
        return session.filter(each -> provider.knows(each.identity()))
                .flatMap(Session::providerTokens)
                .flatMap(given -> provider.signOutAddress(given, cookies.address(request, SignInPage.WITHOUT_PROVIDER)))
                .map(URI::toString)
                .orElse(null);
    }

    private SessionView nobody() {
        return SessionView.ofNobody(signIn(), development.isOn());
    }

    private SessionView view(Session session) {
        Session now = pageTokens.give(session);
        SessionView.User user = new SessionView.User(
                now.identity().personId().toString(), now.identity().name());
        return new SessionView(user, now.pageToken(), now.pageTokenUntil(), signIn(), development.isOn());
    }

    private SessionView.SignIn signIn() {
        if (provider.isConfigured()) {
            return new SessionView.SignIn(SessionView.Kind.OPENID, SignInPage.PATH, List.of());
        }
        List<DemoPerson> all = people.all();
        return new SessionView.SignIn(all.isEmpty() ? SessionView.Kind.NONE : SessionView.Kind.DEMO, null, all);
    }
}
