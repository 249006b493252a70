package com.wevion.credits.approval;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.Invalid;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
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

    private final Map<AccountKind, Long> mostUnits = new EnumMap<>(AccountKind.class);

    /** Fails the start if an amount is none. */
    @PostConstruct
    void read() {
        read(AccountKind.CREDITS, "credits.approval.adjustment.credits", adjustmentCredits);
        read(AccountKind.CREATIVE, "credits.approval.adjustment.usd", adjustmentUsd);
    }

    private void read(AccountKind account, String setting, Optional<String> amount) {
        try {
            amount.ifPresent(text -> mostUnits.put(account, account.unit().parse(setting, text)));
        } catch (Invalid e) {
            throw new IllegalStateException(setting + " must be a decimal, not \"" + amount.orElseThrow() + "\"", e);
        }
    }

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
        Long most = mostUnits.get(account);
        return most != null && Math.abs(amountUnits) > most;
    }
}
