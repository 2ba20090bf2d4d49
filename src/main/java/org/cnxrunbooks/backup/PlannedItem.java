package org.cnxrunbooks.backup;

import org.cnxrunbooks.vault.PackItem;

/**
 * An item that was found and will be packed.
 *
 * @param item what goes to the vault
 * @param phase when
 * @param onlyForLocalAdmin packed only when filenetAdmin is a local user
 * @param way how the host gives it: {@code TAR_RAW}, {@code TAR_ZSTD_ON_HOST} or {@code SFTP_WALK}
 * @param command what runs on the host, for people
 */
record PlannedItem(PackItem item, Phase phase, boolean onlyForLocalAdmin, String way, String command) {

    /** {@code host/id}. */
    String label() {
        return item.host() + "/" + item.id();
    }
}
