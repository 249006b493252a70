-- Teams and their members. The owner of a team is the member whose role is OWNER; what a team may spend on creative
-- work is the limit of its CREATIVE account.

CREATE TABLE team (
    id                           uuid        NOT NULL,
    name                         text        NOT NULL,
    plan                         text        NOT NULL,
    ai_chat                      boolean     NOT NULL,
    creative_hub                 boolean     NOT NULL,
    creative_funding             text        NOT NULL,
    low_balance_threshold_micros bigint      NOT NULL,
    minimum_purchase_role        text        NOT NULL,
    created_at                   timestamptz NOT NULL,
    CONSTRAINT team_pk PRIMARY KEY (id),
    CONSTRAINT team_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT team_plan_known CHECK (plan IN ('FREE', 'STARTER', 'PRO', 'ENTERPRISE')),
    CONSTRAINT team_creative_funding_known CHECK (creative_funding IN ('METERED', 'CREDITS')),
    CONSTRAINT team_low_balance_threshold_not_negative CHECK (low_balance_threshold_micros >= 0),
    CONSTRAINT team_minimum_purchase_role_known
        CHECK (minimum_purchase_role IN ('VIEWER', 'FINANCE', 'MEDIA_BUYER', 'MANAGER', 'OWNER', 'ADMIN'))
);
COMMENT ON TABLE team IS 'Who shares one balance (S3)';
COMMENT ON COLUMN team.id IS 'Chosen by the host platform';
COMMENT ON COLUMN team.plan IS 'FREE is not enough to use the service (S4)';
COMMENT ON COLUMN team.ai_chat IS 'Whether the team has access to AI Chat (S4)';
COMMENT ON COLUMN team.creative_hub IS 'Whether the team has access to Creative Hub (S4)';
COMMENT ON COLUMN team.creative_funding IS 'METERED: jobs accrue on the CREATIVE account. CREDITS: they draw on the CREDITS account (D2)';
COMMENT ON COLUMN team.low_balance_threshold_micros IS 'Micro-credits; below it the balance is shown as low (S13)';
COMMENT ON COLUMN team.minimum_purchase_role IS 'The lowest role that may buy credits (D12)';

CREATE TABLE member (
    team_id            uuid        NOT NULL,
    user_id            uuid        NOT NULL,
    role               text        NOT NULL,
    display_name       text        NOT NULL,
    cap_credits_micros bigint,
    cap_usd_micros     bigint,
    joined_at          timestamptz NOT NULL,
    removed_at         timestamptz,
    CONSTRAINT member_pk PRIMARY KEY (team_id, user_id),
    CONSTRAINT member_team_fk FOREIGN KEY (team_id) REFERENCES team (id),
    CONSTRAINT member_role_known CHECK (role IN ('VIEWER', 'FINANCE', 'MEDIA_BUYER', 'MANAGER', 'OWNER', 'ADMIN')),
    CONSTRAINT member_display_name_length CHECK (char_length(display_name) BETWEEN 1 AND 200),
    CONSTRAINT member_cap_credits_not_negative CHECK (cap_credits_micros >= 0),
    CONSTRAINT member_cap_usd_not_negative CHECK (cap_usd_micros >= 0),
    CONSTRAINT member_owner_stays CHECK (role <> 'OWNER' OR removed_at IS NULL)
);
CREATE UNIQUE INDEX member_one_owner ON member (team_id) WHERE role = 'OWNER';
COMMENT ON TABLE member IS 'Who belongs to a team and as what (D12); one who left keeps a row, because the history names people';
COMMENT ON COLUMN member.cap_credits_micros IS 'Micro-credits per calendar month, UTC; null: no cap (D13)';
COMMENT ON COLUMN member.cap_usd_micros IS 'Nano-dollars per calendar month, UTC; null: no cap (D13)';
COMMENT ON COLUMN member.removed_at IS 'When the member left; null: has not';
