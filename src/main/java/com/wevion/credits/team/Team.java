package com.wevion.credits.team;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Those who share one balance (S3). */
@Entity
@Table(name = "team")
public class Team {
    @Id
    private UUID id;

    private String name;

    @Enumerated(EnumType.STRING)
    private Plan plan;

    @Column(name = "ai_chat")
    private boolean aiChat;

    @Column(name = "creative_hub")
    private boolean creativeHub;

    @Enumerated(EnumType.STRING)
    @Column(name = "creative_funding")
    private CreativeFunding creativeFunding;

    @Column(name = "creative_limit_nanos")
    private Long creativeLimitNanos;

    @Column(name = "creative_ceiling_nanos")
    private Long creativeCeilingNanos;

    @Column(name = "low_balance_threshold_micros")
    private long lowBalanceThresholdMicros;

    @Column(name = "warning_percent")
    private Integer warningPercent;

    @Enumerated(EnumType.STRING)
    @Column(name = "minimum_purchase_role")
    private Role minimumPurchaseRole;

    @Column(name = "auto_bill")
    private boolean autoBill;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For JPA only. */
    protected Team() {}

    /** A new team with the settings every team begins with. */
    Team(UUID id, long lowBalanceThresholdMicros, Instant createdAt) {
        this.id = id;
        this.creativeFunding = CreativeFunding.METERED;
        this.lowBalanceThresholdMicros = lowBalanceThresholdMicros;
        this.minimumPurchaseRole = Role.MEDIA_BUYER;
        this.createdAt = createdAt;
    }

    /** Takes over what the host platform says of the team. */
    void describe(String name, Plan plan, Set<Feature> features) {
        this.name = name;
        this.plan = plan;
        aiChat = features.contains(Feature.AI_CHAT);
        creativeHub = features.contains(Feature.CREATIVE_HUB);
    }

    /** Changes what is given, and leaves what is null as it is. */
    void set(SettingsChange change) {
        creativeFunding = given(change.creativeFunding(), creativeFunding);
        creativeLimitNanos = given(change.creativeSpendingLimitNanos(), creativeLimitNanos);
        creativeCeilingNanos = change.ceiling() == null
                ? creativeCeilingNanos
                : change.ceiling().nanos();
        lowBalanceThresholdMicros = given(change.lowBalanceThresholdMicros(), lowBalanceThresholdMicros);
        warningPercent = given(change.warningPercent(), warningPercent);
        minimumPurchaseRole = given(change.minimumPurchaseRole(), minimumPurchaseRole);
        autoBill = given(change.autoBill(), autoBill);
    }

    private static <T> T given(T changed, T unchanged) {
        return changed == null ? unchanged : changed;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    Plan plan() {
        return plan;
    }

    Set<Feature> features() {
        return Feature.of(aiChat, creativeHub);
    }

    /** Takes over a limit that was set before teams kept their own, so that a ceiling does not make it forgotten. */
    void adoptCreativeLimit(long accountNanos) {
        creativeLimitNanos = given(creativeLimitNanos, accountNanos);
    }

    /**
     * The limit for unpaid creative work.
     *
     * @param ceilingNanos the ceiling of teams without their own
     * @param accountNanos the limit of the account, for a team that has set none here
     */
    CreativeLimit creativeLimit(long ceilingNanos, long accountNanos) {
        return new CreativeLimit(given(creativeLimitNanos, accountNanos), given(creativeCeilingNanos, ceilingNanos));
    }

    /**
     * The team's settings.
     *
     * @param platformPercent of which is warned in teams that have not set their own
     */
    TeamSettings settings(CreativeLimit creativeLimit, int platformPercent) {
        return new TeamSettings(
                creativeFunding,
                creativeLimit,
                lowBalanceThresholdMicros,
                given(warningPercent, platformPercent),
                minimumPurchaseRole,
                autoBill);
    }

    Role minimumPurchaseRole() {
        return minimumPurchaseRole;
    }

    CreativeFunding creativeFunding() {
        return creativeFunding;
    }
}
