package com.wevion.credits.platform.http;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Extent;
import com.wevion.credits.platform.access.Party;
import com.wevion.credits.platform.access.Reach;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation as every role, in the own and in another team, and without a token: exactly those whom the table of actions names get
 * past the door. Behind it most requests fail, since their bodies say nothing and the things that they name do not exist.
 */
@WithService(engines = false)
class AuthorizationIT {
    private static final List<ResourceMethod> METHODS = ResourceMethod.all();
    private static final String NO_TEAM = "No such team.";

    private final TestTeam team;
    private final TestTeam other;
    private final Door door;
    private final Api admin;
    private final Map<Party, Api> inTheTeam = new EnumMap<>(Party.class);
    private final Map<Party, Api> ofTheTeam = new EnumMap<>(Party.class);
    private final Map<Party, Api> ofThePlatform = new EnumMap<>(Party.class);

    AuthorizationIT(LocalService service) {
        admin = Api.superAdmin(service);
        team = TestTeam.withCredits(service, "1000000");
        other = TestTeam.withCredits(service, "1000000");
        door = new Door(service);
        for (Party party : Party.values()) {
            if (party.isAScope()) {
                ofThePlatform.put(party, key(service, Api.superAdmin(service), "/keys", party));
            }
            if (party.isAScopeInATeam()) {
                ofTheTeam.put(party, key(service, team.owner(), team.path("/keys"), party));
            }
            if (!party.isAScope()) {
                inTheTeam.put(
                        party,
                        switch (party) {
                            case OWNER -> team.owner();
                            case SERVICE -> Api.host(service);
                            case SUPER_ADMIN -> Api.superAdmin(service);
                            default -> team.member(party.name());
                        });
            }
        }
    }

    private static Api key(LocalService service, Api maker, String path, Party scope) {
        Map<String, Object> wanted = Map.of("name", scope.text(), "scopes", List.of(scope.text()));
        return Api.withToken(service, ok(maker.post(path, wanted)).text("secret"));
    }

    /** All tests of this class share a service, which lets the platform have only so many. */
    @AfterEach
    void revokeTheKeysOfThePlatform() {
        ofThePlatform
                .values()
                .forEach(key -> ok(admin.delete("/keys/" + ok(key.get("/me")).text("userId"))));
    }

    @Test
    void admitsThoseWhomTheTableNames_D12_D19() {
        List<String> wrong = new ArrayList<>();
        for (ResourceMethod method : METHODS) {
            for (Map<Party, Api> callers : List.of(inTheTeam, ofTheTeam, ofThePlatform)) {
                callers.forEach((party, api) -> {
                    Door.Answer answer = door.knock(method, team.id(), api);
                    if (answer.isAdmitted() != isAllowed(method, party)
                            || answer.detail().equals(NO_TEAM)) {
                        wrong.add(party + " " + method.route() + ": " + answer);
                    }
                });
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean isAllowed(ResourceMethod method, Party party) {
        Action action = method.action().orElseThrow();
        // The minimum purchase role of a new team.
        return action.extent(party) == Extent.BY_SETTING
                ? party.compareTo(Party.MEDIA_BUYER) >= 0
                : action.allows(party);
    }

    @Test
    void anotherTeamIsAsOneThatDoesNotExist_S3() {
        List<String> wrong = new ArrayList<>();
        UUID none = UUID.randomUUID();
        for (ResourceMethod method : METHODS) {
            if (!method.isInATeam()) {
                continue;
            }
            for (Map<Party, Api> callers : List.of(inTheTeam, ofTheTeam, ofThePlatform)) {
                callers.forEach((party, api) -> {
                    boolean isOfTheTeam = party.isOfATeam() || callers == ofTheTeam;
                    Door.Answer foreign = door.knock(method, other.id(), api);
                    Door.Answer unknown = door.knock(method, none, api);
                    if (isOfTheTeam && (foreign.status() != 404 || !foreign.equals(unknown))) {
                        wrong.add(party + " " + method.route() + ": " + foreign + ", not " + unknown);
                    }
                    if (!isOfTheTeam && foreign.isAdmitted() != isAllowed(method, party)) {
                        wrong.add(party + " " + method.route() + " in another team: " + foreign);
                    }
                });
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void withoutATokenOnlyWhatIsPublicIsOpen() {
        for (ResourceMethod method : METHODS) {
            boolean isPublic = method.action().orElseThrow().reach() == Reach.PUBLIC;
            assertThat(door.knock(method, team.id(), door.nobody()).status() != 401)
                    .as(method.route())
                    .isEqualTo(isPublic);
        }
    }
}
