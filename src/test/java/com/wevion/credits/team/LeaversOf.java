package com.wevion.credits.team;

import javax.sql.DataSource;

/** Finds leavers in a database that belongs to no server. */
public final class LeaversOf {
    private LeaversOf() {}

    public static Leavers database(DataSource dataSource) {
        Leavers leavers = new Leavers();
        leavers.dataSource = dataSource;
        return leavers;
    }
}
