package org.cnxrunbooks.database;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cnxrunbooks.cell.DatabaseKind;
import org.cnxrunbooks.host.CommandResult;

/**
 * What differs between the products: commands and how their answers read. Pure; the one class per product that knows
 * its tools.
 */
interface Vendor {

    DatabaseKind kind();

    boolean verifiedOnRealProduct();

    /** Names that may be handed to the product's tools as they are. */
    Pattern names();

    /** How a name is compared; some products know capitals only. */
    default String canonical(String name) {
        return name;
    }

    List<String> tools();

    /** Words that go before a tool's own and set the instance's environment. */
    default List<String> environment() {
        return List.of("/usr/bin/env", "LC_ALL=C");
    }

    Question version();

    /** @throws IllegalArgumentException when the answer cannot be read */
    String readVersion(CommandResult result);

    Question databases();

    /** @throws IllegalArgumentException when the answer cannot be read */
    List<PresentDatabase> readDatabases(CommandResult result);

    /** Asks for the size of one database where the list does not have it. */
    default Optional<Question> size(String database) {
        return Optional.empty();
    }

    /** -1 when the product does not tell. */
    default long readSize(CommandResult result) {
        return -1;
    }

    Question connections(String database);

    /** @throws IllegalArgumentException when the answer cannot be read */
    List<DatabaseConnection> readConnections(String database, CommandResult result);

    Question end(List<DatabaseConnection> connections);

    /** Closes the database for its backup once nobody is connected. */
    default Optional<Question> close(String database) {
        return Optional.empty();
    }

    /** True when the answer to {@link #close} leaves the database closed. */
    default boolean readClosed(CommandResult result) {
        return true;
    }

    /** What must be done before the dump, in that order. */
    default List<Question> prepare(String directory) {
        return List.of();
    }

    Question dump(String database, String directory);

    Verdict judge(int exitCode, String log);

    /** True for a file that belongs to the image. */
    boolean isImage(String database, String timestamp, String fileName);

    Question check(String database, String path);

    /** True when words and exit code agree that the image is whole. */
    boolean readCheck(CommandResult result);
}
