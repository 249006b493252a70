package com.wevion.credits.balance;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.team.CreativeFunding;
import com.wevion.credits.team.Feature;
import com.wevion.credits.team.Plan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

/**
 * A team as an operator sees it among others.
 *
 * @param ownerName as the team calls its owner
 * @param members the present members, the owner among them
 */
record TeamSummary(
        UUID teamId,
        String name,
        Plan plan,
        Set<Feature> features,
        UUID ownerId,
        String ownerName,
        long members,
        BalanceView.Credits credits,
        BalanceView.Creative creative) {

    /** A row of {@link TeamList}; its columns of the CREDITS account begin with {@code c_}, of the CREATIVE one with {@code v_}. */
    static TeamSummary read(ResultSet row, CatalogVersion prices) throws SQLException {
        AccountState credits = Balances.account(row, AccountKind.CREDITS, "c_");
        AccountState creative = Balances.account(row, AccountKind.CREATIVE, "v_");
        return new TeamSummary(
                Sql.uuid(row, "id"),
                row.getString("name"),
                Plan.valueOf(row.getString("plan")),
                Feature.of(row.getBoolean("ai_chat"), row.getBoolean("creative_hub")),
                Sql.uuid(row, "owner_id"),
                row.getString("owner_name"),
                row.getLong("members"),
                BalanceView.credits(
                        credits,
                        row.getLong("low_balance_threshold_micros"),
                        prices.approximateMessages(credits.availableUnits())),
                BalanceView.creative(creative, CreativeFunding.valueOf(row.getString("creative_funding"))));
    }
}
