package com.wevion.credits.platform.access;

import static com.wevion.credits.platform.access.Reach.PLATFORM;
import static com.wevion.credits.platform.access.Reach.PUBLIC;
import static com.wevion.credits.platform.access.Reach.SIGNED_IN;
import static com.wevion.credits.platform.access.Reach.TEAM;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The table of who may do what (S3, S4, D12, D19). Each row is an action, each sign the {@link Extent} to which a {@link Party} may do
 * it, in the order of the parties:
 *
 * <pre>
 * VFBMOA   VIEWER, FINANCE, MEDIA_BUYER, MANAGER, OWNER, ADMIN in the team
 * SP       SERVICE, SUPER_ADMIN
 * MRP      METER, READ, PURCHASE: scopes of API keys
 * RRO      REPORT, RECONCILE, OPERATE: scopes of the platform's API keys
 * </pre>
 *
 * A caller above the teams may do in each team what its own columns say, whatever it is there. A team's API key may do what its scopes
 * say in its own team, and nothing elsewhere.
 */
public enum Action {
    // ............................. VFBMOA SP MRP RRO
    READ_BALANCE(/*            */ "++++++ ++ -+- ---", TEAM, "Seeing the balance"),
    GET_A_QUOTE(/*             */ "++++++ ++ ++- ---", TEAM, "Asking for a price"),
    READ_HISTORY(/*            */ "-+o+++ ++ -+- ---", TEAM, "Seeing the history and usage"),
    READ_WORK(/*               */ "-+o+++ ++ ++- ---", TEAM, "Seeing messages and jobs"),
    SPEND(/*                   */ "--++++ ++ +-- ---", TEAM, "Spending"),
    CANCEL_WORK(/*             */ "-oo+++ ++ +-- ---", TEAM, "Cancelling a job"),
    REPORT_A_MESSAGE(/*        */ "------ ++ --- +--", TEAM, "Reporting how a message ended"),
    REPORT_A_JOB(/*            */ "------ ++ --- +--", PLATFORM, "Reporting how a job ended"),
    PURCHASE(/*                */ "ssssss -+ --+ ---", TEAM, "Buying credits"),
    READ_PURCHASES(/*          */ "-+o+++ ++ -++ ---", TEAM, "Seeing purchases"),
    CANCEL_A_PURCHASE(/*       */ "-oo+++ ++ --+ ---", TEAM, "Cancelling a purchase"),
    READ_BILLS(/*              */ "-+-+++ ++ -+- ---", TEAM, "Seeing the bills"),
    BILL_NOW(/*                */ "------ -+ --- ---", PLATFORM, "Billing accrued usage at once"),
    READ_SETTINGS(/*           */ "-+++++ ++ --- ---", TEAM, "Seeing the settings"),
    CHANGE_SETTINGS(/*         */ "----++ -+ --- ---", TEAM, "Changing the settings"),
    SET_THE_CEILING(/*         */ "------ -+ --- ---", PLATFORM, "Changing the ceiling of the spending limit"),
    ADMINISTER_MEMBERS(/*      */ "----++ ++ --- --+", TEAM, "Seeing and changing members and their caps"),
    READ_A_TEAMS_AUDIT_LOG(/*  */ "----++ -+ --- ---", TEAM, "Seeing the audit log of the team"),
    ASK_FOR_MORE(/*            */ "++++++ -- --- ---", TEAM, "Asking for more"),
    READ_APPROVALS(/*          */ "oooo++ -+ --- ---", TEAM, "Seeing what was asked for"),
    DECIDE_APPROVALS(/*        */ "----++ -+ --- ---", TEAM, "Approving and refusing what others ask for"),
    DECIDE_ALL_APPROVALS(/*    */ "------ -+ --- ---", PLATFORM, "Approving and refusing what operators ask for"),
    MANAGE_KEYS_OF_A_TEAM(/*   */ "----++ -+ --- ---", TEAM, "Managing a team's API keys"),
    MANAGE_KEYS_OF_THE_PLATFORM("------ -+ --- ---", PLATFORM, "Managing the platform's API keys"),
    MANAGE_WEBHOOKS_OF_A_TEAM("----++ -+ --- ---", TEAM, "Managing a team's webhooks"),
    MANAGE_WEBHOOKS_OF_THE_PLATFORM("------ -+ --- ---", PLATFORM, "Managing the platform's webhooks"),
    RECEIVE_MAILS(/*           */ "++++++ -- --- ---", TEAM, "Choosing what to be told of by mail"),
    DESCRIBE_TEAMS(/*          */ "------ ++ --- --+", PLATFORM, "Creating and describing teams"),
    FIND_IDS_OF_PEOPLE(/*      */ "------ +- --- --+", PLATFORM, "Finding the ids of people"),
    LIST_TEAMS(/*              */ "------ -+ --- --+", PLATFORM, "Listing teams"),
    ADJUST(/*                  */ "------ -+ --- ---", PLATFORM, "Correcting a balance"),
    SEE_PRICES(SIGNED_IN, "Seeing the price list"),
    MANAGE_PRICES(/*           */ "------ -+ --- ---", PLATFORM, "Seeing, publishing and withdrawing price lists"),
    TRY_PRICES(/*              */ "------ -+ --- ---", PLATFORM, "Replaying a month at other prices"),
    READ_MARGINS(/*            */ "------ -+ --- -+-", PLATFORM, "Seeing margins"),
    READ_ANOMALIES(/*          */ "------ -+ --- -++", PLATFORM, "Seeing anomalies"),
    RECONCILE(/*               */ "------ -+ --- -+-", PLATFORM, "Reconciling usage with invoices"),
    PROVE_THE_BOOKS(/*         */ "------ -+ --- --+", PLATFORM, "Verifying and exporting the books"),
    READ_THE_AUDIT_LOG(/*      */ "------ -+ --- ---", PLATFORM, "Seeing the audit log of everything"),
    HANDLE_PERSONAL_DATA(/*    */ "------ -+ --- ---", PLATFORM, "Exporting and erasing what is kept of a person"),
    OPERATE(/*                 */ "------ -+ --- --+", PLATFORM, "Seeing and replaying what waits or has failed"),
    SEE_ONESELF(SIGNED_IN, "Seeing one's own name and teams"),
    SEE_THE_HORIZON(SIGNED_IN, "Seeing the horizon of the archive"),
    SIGN_IN(PUBLIC, "Signing in to the pages, and out"),
    FOLLOW_A_MAILS_LINK(PUBLIC, "Confirming an address and unsubscribing, by the link in a mail"),
    RECEIVE_EVENTS(PUBLIC, "Delivering events with Stripe's signature"),
    TRY_OUT(PUBLIC, "Getting tokens and setting the clock, in the embedded default");

    private final Reach reach;
    private final String words;
    private final Map<Party, Extent> cells = new EnumMap<>(Party.class);

    Action(Reach reach, String words) {
        this("+".repeat(Party.values().length), reach, words);
    }

    Action(String row, Reach reach, String words) {
        this.reach = reach;
        this.words = words;
        String signs = row.replace(" ", "");
        if (signs.length() != Party.values().length) {
            throw new IllegalArgumentException(name() + " has not one cell for each party");
        }
        for (Party party : Party.values()) {
            cells.put(party, Extent.of(signs.charAt(party.ordinal())));
        }
    }

    /** The place of the action. */
    public Reach reach() {
        return reach;
    }

    /** The action as the beginning of a sentence. */
    public String words() {
        return words;
    }

    /** The extent to which the party may do it. */
    public Extent extent(Party party) {
        return cells.get(party);
    }

    /** True if the party may do it at all. */
    public boolean allows(Party party) {
        return extent(party) != Extent.NONE;
    }

    /** Those who may do it at all. */
    public List<Party> parties() {
        return Stream.of(Party.values()).filter(this::allows).toList();
    }

    /** True if some may do it only with what they have caused. */
    public boolean isForOneselfInPart() {
        return cells.containsValue(Extent.OWN);
    }

    /**
     * True if the feature itself holds the people of the team against the row, since a retry gets the earlier answer even if the role,
     * the team's plan or a setting has changed since.
     */
    public boolean isDecidedByTheFeature() {
        return this == SPEND || this == PURCHASE;
    }
}
