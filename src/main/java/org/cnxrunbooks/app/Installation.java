package org.cnxrunbooks.app;

import java.nio.file.Path;
import java.util.Optional;
import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.vault.Encryption;

/**
 * The checked configuration.
 *
 * @param cells every configured cell
 * @param vault directory that takes the backups
 * @param encryption who can read them
 * @param audience who is told by mail
 * @param evidenceKey file of the key that signs evidence packs
 * @param admin the first administrator, where one is configured
 */
record Installation(
        Cells cells, Path vault, Encryption encryption, Audience audience, Path evidenceKey, Optional<Admin> admin) {

    record Admin(String user, Secret password) {}
}
