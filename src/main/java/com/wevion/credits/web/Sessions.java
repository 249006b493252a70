package com.wevion.credits.web;

import com.wevion.credits.platform.DevTokens;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.RealTime;
import com.wevion.credits.web.DemoPeople.DemoPerson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.core.UriBuilder;
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
    private static final int SECONDS_PER_MINUTE = 60;

    @Inject
    DemoPeople people;

    @Inject
    DevTokens tokens;

    @Inject
    OpenId openId;

    @Inject
    @RealTime
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.web.token.minutes")
    int tokenMinutes;

    @Inject
    @ConfigProperty(name = "credits.web.session.minutes")
    int sessionMinutes;

    /** The session of a browser; without one nobody is signed in. */
    SessionView of(HttpServletRequest request) {
        if (openId.isConfigured()) {
            return openId.token(request)
                    .map(token -> new SessionView(openId.user(request), token.getToken(), OpenId.end(token), signIn()))
                    .orElseGet(this::nobody);
        }
        return SignedIn.of(request).map(this::view).orElseGet(this::nobody);
    }

    /** @throws NotFound if the embedded default has no such person, or this is none */
    SessionView beginDemo(HttpServletRequest request, UUID userId) {
        DemoPerson person = demoPeople().stream()
                .filter(each -> each.userId().equals(userId))
                .findFirst()
                .orElseThrow(() -> new NotFound("person"));
        SignedIn signedIn = new SignedIn(person.userId(), person.name(), person.isSuperAdmin());
        end(request); // the session is another one, whose id nobody knew before
        signedIn.keepIn(keep(request));
        return view(signedIn);
    }

    /** Keeps the session, which begins if there is none, for as long as the setting says. */
    HttpSession keep(HttpServletRequest request) {
        HttpSession session = request.getSession(true);
        session.setMaxInactiveInterval(Math.multiplyExact(sessionMinutes, SECONDS_PER_MINUTE));
        return session;
    }

    /** Ends the session, and says where the person signs out of the provider too, or null. */
    String end(HttpServletRequest request) {
        String address = openId.isConfigured() ? openId.signOutAddress(request, back(request)) : null;
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return address;
    }

    private static String back(HttpServletRequest request) {
        return UriBuilder.fromUri(request.getRequestURL().toString())
                .replacePath("/sign-in.html")
                .build()
                .toString();
    }

    private SessionView nobody() {
        return new SessionView(null, null, null, signIn());
    }

    private SessionView view(SignedIn person) {
        Instant until = clock.instant().plus(Duration.ofMinutes(tokenMinutes));
        Set<String> groups = person.superAdmin() ? Set.of("SUPER_ADMIN") : Set.of();
        String token = tokens.issue(person.userId(), person.name(), groups, until);
        return new SessionView(new SessionView.User(person.userId().toString(), person.name()), token, until, signIn());
    }

    private SessionView.SignIn signIn() {
        if (openId.isConfigured()) {
            return new SessionView.SignIn(SessionView.Kind.OPENID, SignInPage.PATH, List.of());
        }
        List<DemoPerson> all = demoPeople();
        return new SessionView.SignIn(all.isEmpty() ? SessionView.Kind.NONE : SessionView.Kind.DEMO, null, all);
    }

    /** There are none where people sign in at a provider. */
    private List<DemoPerson> demoPeople() {
        return openId.isConfigured() ? List.of() : people.all();
    }
}
