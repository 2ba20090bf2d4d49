package org.cnxrunbooks.app;

import org.jspecify.annotations.Nullable;

/**
 * Where things are, as absolute paths on the hosts.
 *
 * @param connectionsRoot Installation of Connections, by default /opt/IBM/Connections.
 * @param appServerRoot WebSphere Application Server, by default /opt/IBM/WebSphere/AppServer.
 * @param localData Content that belongs to each node, by default data/local below the Connections root.
 * @param sharedData Content shared by all nodes, by default data/shared below the Connections root.
 * @param sharedResources Shared directory of Installation Manager, by default /opt/IBM/IMShared.
 * @param installationManagerData Agent data of Installation Manager, by default /var/ibm/InstallationManager.
 * @param installationManager Installation Manager itself, by default /opt/IBM/InstallationManager.
 * @param customization Customized files, by default customization below the shared data.
 */
record DirectorySettings(
        @Nullable String connectionsRoot,
        @Nullable String appServerRoot,
        @Nullable String localData,
        @Nullable String sharedData,
        @Nullable String sharedResources,
        @Nullable String installationManagerData,
        @Nullable String installationManager,
        @Nullable String customization) {}
