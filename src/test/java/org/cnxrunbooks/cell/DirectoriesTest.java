package org.cnxrunbooks.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoriesTest {

    private static final String OLD_EAR =
            "/opt/IBM/Connections/addons/ccm/ContentEngine/tools/configure/profiles/CCM/ear";
    private static final String NEW_EAR = "/opt/IBM/Connections/FileNet/ContentEngine/tools/configure/profiles/CCM/ear";

    @Test
    void linux_takes_the_vendors_defaults() {
        assertThat(Directories.defaults(OsFamily.LINUX))
                .isEqualTo(new Directories(
                        "/opt/IBM/Connections",
                        "/opt/IBM/WebSphere/AppServer",
                        "/opt/IBM/Connections/data/local",
                        "/opt/IBM/Connections/data/shared",
                        "/opt/IBM/IMShared",
                        "/var/ibm/InstallationManager",
                        "/opt/IBM/InstallationManager",
                        "/opt/IBM/Connections/data/shared/customization"));
    }

    @Test
    void aix_keeps_websphere_below_usr() {
        Directories aix = Directories.defaults(OsFamily.AIX);
        assertThat(aix.appServerRoot()).isEqualTo("/usr/IBM/WebSphere/AppServer");
        assertThat(aix.connectionsRoot()).isEqualTo("/opt/IBM/Connections");
    }

    @Test
    void windows_joins_with_backslashes() {
        Directories windows = Directories.defaults(OsFamily.WINDOWS);
        assertThat(windows.sharedData()).isEqualTo("C:\\Program Files\\IBM\\Connections\\data\\shared");
        assertThat(windows.provision(OsFamily.WINDOWS))
                .isEqualTo("C:\\Program Files\\IBM\\Connections\\data\\shared\\provision");
        assertThat(windows.profileRegistry(OsFamily.WINDOWS))
                .isEqualTo("C:\\Program Files\\IBM\\WebSphere\\AppServer\\properties\\profileRegistry.xml");
    }

    @Test
    void what_is_derived_follows_what_was_moved() {
        Directories moved =
                Directories.resolve(OsFamily.LINUX, "/srv/cnx", null, null, "/nfs/shared", null, null, null, null);
        assertThat(moved.localData()).isEqualTo("/srv/cnx/data/local");
        assertThat(moved.customization()).isEqualTo("/nfs/shared/customization");
        assertThat(moved.provision(OsFamily.LINUX)).isEqualTo("/nfs/shared/provision");
    }

    @ParameterizedTest
    @CsvSource({"5.0,", "5.5,CR3", "6.0,", "6.0,CR5"})
    void the_engine_ear_is_an_addon_up_to_6_cr5(String release, String cumulativeRefresh) {
        assertThat(engineEar(release, cumulativeRefresh)).isEqualTo(OLD_EAR);
    }

    @ParameterizedTest
    @CsvSource({"6.0,CR6", "6.0,CR12", "6.5,", "6.5,CR1", "7.0,", "8.0,CR14", "10.0,"})
    void the_engine_ear_has_moved_from_6_cr6_on(String release, String cumulativeRefresh) {
        assertThat(engineEar(release, cumulativeRefresh)).isEqualTo(NEW_EAR);
    }

    @Test
    void a_storage_area_inside_the_shared_data_has_not_moved() {
        Directories directories = Directories.defaults(OsFamily.LINUX);
        ContentManager vendor = ContentManager.defaults(OsFamily.LINUX, level("8.0", null), directories);
        assertThat(vendor.storageArea()).isEqualTo("/opt/IBM/Connections/data/shared/ccm");
        assertThat(vendor.storageAreaMoved(OsFamily.LINUX, directories.sharedData()))
                .isFalse();
        assertThat(new ContentManager("a", "/opt/IBM/Connections/data/shared-ccm", "/ear")
                        .storageAreaMoved(OsFamily.LINUX, directories.sharedData()))
                .isTrue();
    }

    private static String engineEar(String release, String cumulativeRefresh) {
        return Directories.defaults(OsFamily.LINUX).engineEar(OsFamily.LINUX, level(release, cumulativeRefresh));
    }

    private static ReleaseLevel level(String release, String cumulativeRefresh) {
        return new ReleaseLevel("Connections", release, cumulativeRefresh, List.of());
    }
}
