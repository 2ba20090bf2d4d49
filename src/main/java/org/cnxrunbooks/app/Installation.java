package org.cnxrunbooks.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.announce.MailPassword;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.guard.Directory;
import org.cnxrunbooks.guard.SignOn;
import org.cnxrunbooks.guard.StartRights;
import org.cnxrunbooks.vault.Encryption;

/**
 * The checked configuration.
 *
 * @param cells every configured cell
 * @param vault directory that takes the backups
 * @param encryption who can read them
 * @param audience who is told by mail
 * @param mailPassword of the mail server's user, where it comes from a file of its own
 * @param evidenceKey file of the key that signs evidence packs
 * @param headTo who gets the last hash of each ended run by mail
 * @param admin the first administrator, where one is configured
 * @param directory where people come from, if not from the engine's own tables
 * @param signOn who signs people on at the web pages, if they have no password here
 * @param starts which group starts which runbook on which cell
 */
record Installation(
        Cells cells,
        Path vault,
        Encryption encryption,
        Audience audience,
        MailPassword mailPassword,
        Path evidenceKey,
        List<String> headTo,
        Optional<Admin> admin,
        Optional<Directory> directory,
        Optional<SignOn> signOn,
        StartRights starts) {

    record Admin(String user, Secret password) {}
}
