package com.wevion.credits.approval;

import com.wevion.credits.ledger.book.AccountKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The deployer's word on what needs the consent of a second person. */
@ApplicationScoped
public class SecondPerson {
    @Inject
    @ConfigProperty(name = "credits.approval.adjustment.credits")
    Optional<String> adjustmentCredits;

    @Inject
    @ConfigProperty(name = "credits.approval.adjustment.usd")
    Optional<String> adjustmentUsd;

    @Inject
    @ConfigProperty(name = "credits.approval.catalog")
    boolean catalog;

    @Inject
    @ConfigProperty(name = "credits.approval.spending.limit")
    boolean spendingLimit;

    @Inject
    @ConfigProperty(name = "credits.approval.member.cap")
    boolean memberCap;

    @Inject
    @ConfigProperty(name = "credits.approval.owner")
    boolean owner;

    /** True if a price list needs one. */
    public boolean isNeededForThePriceList() {
        return catalog;
    }

    /** True if raising a team's spending limit needs one. */
    public boolean isNeededForTheSpendingLimit() {
        return spendingLimit;
    }

    /** True if raising a member's cap needs one. */
    public boolean isNeededForACap() {
        return memberCap;
    }

    /** True if giving a team another owner needs one. */
    public boolean isNeededForTheOwner() {
        return owner;
    }

    /** True if a correction of so much needs one, whether it adds or takes away. */
    public boolean isNeededForAdjusting(AccountKind account, long amountUnits) {
        Optional<String> most = account == AccountKind.CREDITS ? adjustmentCredits : adjustmentUsd;
        return most.isPresent() && Math.abs(amountUnits) > account.unit().parse("approval.adjustment", most.get());
    }
}
