package org.cnxrunbooks.app;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Every value of every table of the product's database: the engine's with its history and byte arrays, and our own. */
record CanaryDatabase(Path file, String password, CanaryFindings findings) {

    /** To be asked when the product has ended. @return how many rows were looked at */
    int look() throws SQLException, IOException {
        int rows = 0;
        try (Connection database =
                        DriverManager.getConnection("jdbc:h2:file:" + file + ";IFEXISTS=TRUE", "sa", password);
                Statement statement = database.createStatement()) {
            for (String table : tables(statement)) {
                rows += look(table, statement);
            }
            try (ResultSet script = statement.executeQuery("SCRIPT")) {
                while (script.next()) {
                    findings.look("database SCRIPT", script.getString(1));
                }
            }
        }
        return rows;
    }

    private int look(String table, Statement statement) throws SQLException, IOException {
        int number = 0;
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                number++;
                for (int column = 1; column <= columns; column++) {
                    String place =
                            "database " + table + "." + rows.getMetaData().getColumnName(column);
                    Object value = rows.getObject(column);
                    if (value instanceof java.sql.Blob || value instanceof byte[]) {
                        findings.look(place, rows.getBytes(column));
                    } else if (value != null) {
                        findings.look(place, rows.getString(column));
                    }
                }
            }
        }
        return number;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet tables = statement.executeQuery("SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                + " WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'")) {
            while (tables.next()) {
                names.add("\"" + tables.getString(1) + "\".\"" + tables.getString(2) + "\"");
            }
        }
        return names;
    }
}
