package org.cnxrunbooks.cell;

import org.jspecify.annotations.Nullable;

/**
 * Where things are, as absolute paths on the hosts.
 *
 * @param connectionsRoot installation of Connections, on the deployment manager's host
 * @param appServerRoot WebSphere Application Server
 * @param localData content that belongs to each node
 * @param sharedData content shared by all nodes
 * @param sharedResources Installation Manager's shared directory (shared_resources_root, IMShared)
 * @param installationManagerData Installation Manager's agent data
 * @param installationManager Installation Manager itself
 * @param customization customized files
 */
public record Directories(
        String connectionsRoot,
        String appServerRoot,
        String localData,
        String sharedData,
        String sharedResources,
        String installationManagerData,
        String installationManager,
        String customization) {

    /**
     * Fills what is absent with the vendor's defaults (HCL, "Directory path conventions"): roots by operating system,
     * data below the Connections root, customization below the shared data.
     */
    public static Directories resolve(
            OsFamily os,
            @Nullable String connectionsRoot,
            @Nullable String appServerRoot,
            @Nullable String localData,
            @Nullable String sharedData,
            @Nullable String sharedResources,
            @Nullable String installationManagerData,
            @Nullable String installationManager,
            @Nullable String customization) {
        VendorRoots vendor = VendorRoots.of(os);
        String connections = or(connectionsRoot, vendor.connections());
        String shared = or(sharedData, os.join(connections, "data", "shared"));
        return new Directories(
                connections,
                or(appServerRoot, vendor.appServer()),
                or(localData, os.join(connections, "data", "local")),
                shared,
                or(sharedResources, vendor.sharedResources()),
                or(installationManagerData, vendor.installationManagerData()),
                or(installationManager, vendor.installationManager()),
                or(customization, os.join(shared, "customization")));
    }

    /** The vendor's layout with nothing moved. */
    public static Directories defaults(OsFamily os) {
        return resolve(os, null, null, null, null, null, null, null, null);
    }

    /**
     * Directory of FileNet's Engine-ws.ear: below {@code addons/ccm} up to 6.0 CR5, below {@code FileNet} from 6.0 CR6
     * (which is 6.5) on (HCL, "Backing up Connections"; for 5.x the path of 6.0 is assumed, unverified).
     */
    public String engineEar(OsFamily os, ReleaseLevel release) {
        String engine = os.join("ContentEngine", "tools", "configure", "profiles", "CCM", "ear");
        return release.contentAtLeast(6, 5)
                ? os.join(connectionsRoot, "FileNet", engine)
                : os.join(connectionsRoot, "addons", "ccm", engine);
    }

    /** Web resources that fit exactly one level of fixes. */
    public String provision(OsFamily os) {
        return os.join(sharedData, "provision");
    }

    /** The list of profiles that the installed WebSphere knows. */
    public String profileRegistry(OsFamily os) {
        return os.join(appServerRoot, "properties", "profileRegistry.xml");
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }
}
