package org.cnxrunbooks.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.cnxrunbooks.backup.Candidate.Need;
import org.cnxrunbooks.cell.Cell;
import org.junit.jupiter.api.Test;

class ItemCatalogTest {

    @Test
    void every_step_of_the_documents_has_its_item() {
        List<Candidate> items = ItemCatalog.of(SampleCell.withContentManager("/filenet/area"), true);

        assertThat(items)
                .extracting(Candidate::label)
                .containsExactlyInAnyOrder(
                        "dmgr/dmgr-profile",
                        "node1/profile-node-1",
                        "node2/profile-node-2",
                        "dmgr/profile-registry",
                        "node1/profile-registry",
                        "node2/profile-registry",
                        "dmgr/connections-root",
                        "dmgr/shared-resources",
                        "node1/local-data",
                        "node2/local-data",
                        "dmgr/shared-data",
                        "dmgr/provision",
                        "dmgr/customization",
                        "dmgr/installation-manager-data",
                        "dmgr/installation-manager",
                        "dmgr/engine-ws-ear",
                        "dmgr/filenet-storage-area",
                        "dmgr/file-registry");
    }

    @Test
    void installation_managers_three_directories_are_one_group() {
        assertThat(ItemCatalog.of(SampleCell.plain(), true))
                .filteredOn(item -> "installation-manager".equals(item.group()))
                .extracting(Candidate::id)
                .containsExactlyInAnyOrder("shared-resources", "installation-manager-data", "installation-manager");
    }

    @Test
    void without_installation_manager_the_shared_resources_are_packed_all_the_same() {
        assertThat(ItemCatalog.of(SampleCell.plain(), false))
                .filteredOn(item -> item.id().contains("installation-manager") || item.group() != null)
                .isEmpty();
        assertThat(ItemCatalog.of(SampleCell.plain(), false))
                .extracting(Candidate::id)
                .contains("shared-resources");
    }

    @Test
    void provision_carries_the_exact_level() {
        assertThat(ItemCatalog.of(SampleCell.plain(), true))
                .filteredOn(item -> item.levelTag() != null)
                .singleElement()
                .satisfies(item ->
                        assertThat(item.id() + " " + item.levelTag()).isEqualTo("provision 8.0 CR5 LO100042 LO66666"));
    }

    @Test
    void a_storage_area_inside_the_shared_data_is_no_item_of_its_own() {
        Cell cell = SampleCell.withContentManager("/opt/IBM/Connections/data/shared/ccm");

        assertThat(ItemCatalog.of(cell, true)).extracting(Candidate::id).doesNotContain("filenet-storage-area");
    }

    @Test
    void the_file_registry_waits_for_a_person_and_names_the_cells_own_path() {
        assertThat(ItemCatalog.of(SampleCell.withContentManager("/filenet/area"), true))
                .filteredOn(item -> item.need() == Need.WHEN_ADMIN_IS_LOCAL)
                .extracting(Candidate::path)
                .containsExactly("/opt/IBM/WebSphere/AppServer/profiles/Dmgr01/config/cells/ICCell/fileRegistry.xml");
    }

    @Test
    void content_comes_after_the_databases() {
        assertThat(ItemCatalog.of(SampleCell.withContentManager("/filenet/area"), true))
                .filteredOn(item -> item.phase() == Phase.CONTENT)
                .extracting(Candidate::id)
                .containsExactlyInAnyOrder(
                        "local-data",
                        "local-data",
                        "shared-data",
                        "provision",
                        "customization",
                        "filenet-storage-area");
    }

    @Test
    void a_store_that_a_variable_moved_away_is_found_and_one_inside_is_not_doubled() {
        Cell cell = SampleCell.plain();
        List<Candidate> known = ItemCatalog.of(cell, true);

        List<Candidate> moved = ItemCatalog.moved(
                cell,
                Map.of(
                        "MESSAGE_STORE_PATH", "/opt/HCL/MessageStore",
                        "FILES_CONTENT_DIR", "/opt/IBM/Connections/data/shared/files/upload",
                        "JAVA_HOME", "/opt/java",
                        "AUDIT_FILE_ROOT_DIR", ""),
                known);

        assertThat(moved)
                .extracting(Candidate::id, Candidate::path)
                .containsExactly(tuple("message-store-path", "/opt/HCL/MessageStore"));
    }
}
