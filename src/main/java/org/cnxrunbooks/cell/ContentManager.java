package org.cnxrunbooks.cell;

/**
 * Connections Content Manager (FileNet).
 *
 * @param alias J2C authentication alias of the user that Connections contacts FileNet with
 * @param storageArea FileNet storage area
 * @param engineEar directory with Engine-ws.ear
 */
public record ContentManager(String alias, String storageArea, String engineEar) {

    public static final String DEFAULT_ALIAS = "filenetAdmin";

    /** Where the vendor puts everything for that release and these directories. */
    public static ContentManager defaults(OsFamily os, ReleaseLevel release, Directories directories) {
        return new ContentManager(
                DEFAULT_ALIAS, os.join(directories.sharedData(), "ccm"), directories.engineEar(os, release));
    }

    /** Whether the storage area lies outside the shared data, so that a copy of the shared data lacks it. */
    public boolean storageAreaMoved(OsFamily os, String sharedData) {
        return !os.isBelow(storageArea, sharedData);
    }
}
