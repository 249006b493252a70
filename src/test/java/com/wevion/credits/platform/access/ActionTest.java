package com.wevion.credits.platform.access;

import static com.wevion.credits.platform.access.Extent.ALL;
import static com.wevion.credits.platform.access.Extent.BY_SETTING;
import static com.wevion.credits.platform.access.Extent.NONE;
import static com.wevion.credits.platform.access.Extent.OWN;
import static com.wevion.credits.platform.access.Party.ADMIN;
import static com.wevion.credits.platform.access.Party.FINANCE;
import static com.wevion.credits.platform.access.Party.MANAGER;
import static com.wevion.credits.platform.access.Party.MEDIA_BUYER;
import static com.wevion.credits.platform.access.Party.METER;
import static com.wevion.credits.platform.access.Party.OPERATE;
import static com.wevion.credits.platform.access.Party.OWNER;
import static com.wevion.credits.platform.access.Party.RECONCILE;
import static com.wevion.credits.platform.access.Party.REPORT;
import static com.wevion.credits.platform.access.Party.SERVICE;
import static com.wevion.credits.platform.access.Party.SUPER_ADMIN;
import static com.wevion.credits.platform.access.Party.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table says what the rules of the product say; these are written here once more, in their words, so that a wrong table fails. */
class ActionTest {
    @Test
    void howWorkEndedIsReportedByServicesAndSuperAdminsAndKeysOfThePlatformOnly_D19() {
        assertThat(Action.REPORT_A_MESSAGE.parties()).containsExactly(SERVICE, SUPER_ADMIN, REPORT);
        assertThat(Action.REPORT_A_JOB.parties()).containsExactly(SERVICE, SUPER_ADMIN, REPORT);
        assertThat(REPORT.isAScopeInATeam()).isFalse();
    }

    @Test
    void mediaBuyersAndAboveSpend_D12() {
        assertThat(Action.SPEND.parties())
                .containsExactly(MEDIA_BUYER, MANAGER, OWNER, ADMIN, SERVICE, SUPER_ADMIN, METER);
    }

    @Test
    void whoPurchasesInATeamIsASettingOfTheTeam_D12() {
        assertThat(ofATeam()).allMatch(role -> Action.PURCHASE.extent(role) == BY_SETTING);
        assertThat(Action.PURCHASE.extent(SERVICE)).isEqualTo(NONE);
    }

    @Test
    void financeAndManagersSeeTheWholeHistoryAndMediaBuyersTheirOwnLines_D12() {
        for (Action action : List.of(Action.READ_HISTORY, Action.READ_WORK, Action.READ_PURCHASES)) {
            assertThat(ofATeam().map(action::extent)).as(action.name()).containsExactly(NONE, ALL, OWN, ALL, ALL, ALL);
        }
        assertThat(Action.READ_BILLS.parties())
                .doesNotContain(VIEWER, MEDIA_BUYER)
                .contains(FINANCE, MANAGER);
    }

    @Test
    void everyMemberSeesTheBalance_D12() {
        assertThat(ofATeam()).allMatch(Action.READ_BALANCE::allows);
    }

    @Test
    void ownersAndAdminsChangeSettingsCapsAndMembers_D12() {
        assertThat(Action.CHANGE_SETTINGS.parties()).containsExactly(OWNER, ADMIN, SUPER_ADMIN);
        assertThat(Action.ADMINISTER_MEMBERS.parties()).containsExactly(OWNER, ADMIN, SERVICE, SUPER_ADMIN, OPERATE);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "ADJUST",
                "MANAGE_PRICES",
                "TRY_PRICES",
                "SET_THE_CEILING",
                "BILL_NOW",
                "MANAGE_KEYS_OF_THE_PLATFORM"
            })
    void catalogueAndCorrectionsAreForSuperAdminsInPerson_D12_D21(Action action) {
        assertThat(action.reach()).isEqualTo(Reach.PLATFORM);
        assertThat(action.parties()).containsExactly(SUPER_ADMIN);
    }

    @Test
    void reconciliationAndOperationAreForSuperAdminsAndKeysOfThePlatform_D12() {
        assertThat(Action.RECONCILE.parties()).containsExactly(SUPER_ADMIN, RECONCILE);
        assertThat(Action.OPERATE.parties()).containsExactly(SUPER_ADMIN, OPERATE);
    }

    @Test
    void noKeyMakesKeys() {
        assertThat(Action.MANAGE_KEYS_OF_A_TEAM.parties()).containsExactly(OWNER, ADMIN, SUPER_ADMIN);
        assertThat(Action.MANAGE_KEYS_OF_THE_PLATFORM.parties()).noneMatch(Party::isAScope);
    }

    @Test
    void aKeyOfATeamGivesNothingOutsideOfItsTeam() {
        assertThat(Stream.of(Action.values()).filter(action -> action.reach() == Reach.PLATFORM))
                .noneMatch(action -> action.parties().stream().anyMatch(Party::isAScopeInATeam));
    }

    @Test
    void theScopesOfATeamsKeysAreThree() {
        assertThat(Stream.of(Party.values()).filter(Party::isAScopeInATeam))
                .containsExactly(METER, Party.READ, Party.PURCHASE);
    }

    @Test
    void aRoleInATeamGivesNothingOutsideOfTeams() {
        assertThat(Stream.of(Action.values()).filter(action -> action.reach() == Reach.PLATFORM))
                .isNotEmpty()
                .noneMatch(action -> ofATeam().anyMatch(action::allows));
    }

    private static Stream<Party> ofATeam() {
        return Stream.of(Party.values()).filter(Party::isOfATeam);
    }
}
