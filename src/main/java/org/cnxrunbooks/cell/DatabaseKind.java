package org.cnxrunbooks.cell;

/** The database products that Connections can sit on, and PostgreSQL, which other parts of a site use. */
public enum DatabaseKind {
    DB2(50000),
    ORACLE(1521),
    SQLSERVER(1433),
    POSTGRESQL(5432);

    private final int defaultPort;

    DatabaseKind(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    public int defaultPort() {
        return defaultPort;
    }
}
