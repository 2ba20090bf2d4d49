package org.cnxrunbooks.cell;

/**
 * The vendor's default places by operating system (HCL, "Directory path conventions"; Installation Manager's agent data
 * from HCL, "Backing up Connections", for an installation by the administrator).
 */
record VendorRoots(
        String connections,
        String appServer,
        String sharedResources,
        String installationManagerData,
        String installationManager) {

    private static final VendorRoots LINUX = new VendorRoots(
            "/opt/IBM/Connections",
            "/opt/IBM/WebSphere/AppServer",
            "/opt/IBM/IMShared",
            "/var/ibm/InstallationManager",
            "/opt/IBM/InstallationManager");

    private static final VendorRoots AIX = new VendorRoots(
            "/opt/IBM/Connections",
            "/usr/IBM/WebSphere/AppServer",
            "/opt/IBM/IMShared",
            "/var/ibm/InstallationManager",
            "/opt/IBM/InstallationManager");

    private static final VendorRoots WINDOWS = new VendorRoots(
            "C:\\Program Files\\IBM\\Connections",
            "C:\\Program Files\\IBM\\WebSphere\\AppServer",
            "C:\\Program Files (x86)\\IBM\\IMShared",
            "C:\\ProgramData\\IBM\\Installation Manager",
            "C:\\Program Files\\IBM\\Installation Manager");

    static VendorRoots of(OsFamily os) {
        return switch (os) {
            case LINUX -> LINUX;
            case AIX -> AIX;
            case WINDOWS -> WINDOWS;
        };
    }
}
