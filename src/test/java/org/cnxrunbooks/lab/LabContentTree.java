package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;

/** Writes the pretend installation of Connections and the content of its users: some 500 files, always the same bytes. */
final class LabContentTree {

    /** The fix that is installed from the beginning. */
    static final String APPLIED = "LO100042";

    private final LabLayout layout;
    private final LabOptions options;
    private final Random random = new Random(42);

    LabContentTree(LabLayout layout, LabOptions options) {
        this.layout = layout;
        this.options = options;
    }

    void write() throws IOException {
        connections();
        content();
    }

    private void connections() throws IOException {
        Path root = layout.connections();
        LabTree.text(
                root.resolve("version/connections.product"),
                "<product name=\"HCL Connections\" version=\"8.0.0.0\" cr=\"CR5\"/>\n");
        LabTree.text(root.resolve("version/log/update.log"), "Fix installation completed successfully\n");
        LabFixes.write(layout.fixes(), "LO66666", "Files");
        LabFixes.write(layout.fixes(), "LO100077", "Profiles");
        LabTree.text(
                root.resolve("version/" + APPLIED + ".efixApplied"),
                "id=" + APPLIED
                        + "\napplication=Communities\nbuilt=2026-09-14\ndescription=Mends a defect in Communities\n");
        LabTree.text(root.resolve("xkit/sql/files/readme"), "scripts\n");
        for (String name : new String[] {
            "search/index/segments_1", "search/index/_0.cfs", "catalog/index/segments_1", "news/search/index/_1.cfs"
        }) {
            bytes(layout.localData().resolve(name), 200_000);
        }
        if (options.contentManager() != LabOptions.Filenet.NONE) {
            LabApplications.pack(layout.engineEar().resolve("Engine-ws.ear"), "FileNetEngine");
            for (int i = 0; i < 40; i++) {
                bytes(
                        layout.storageArea()
                                .resolve("content/FN" + (i % 5) + "/FN" + i + "/{" + new UUID(i, i * 7L) + "}1.dat"),
                        20_000);
            }
        }
    }

    private void content() throws IOException {
        Path shared = layout.shared();
        for (int i = 0; i < 300; i++) {
            bytes(
                    shared.resolve("files/upload/files/" + i % 16 + "/" + i % 7 + "/" + new UUID(i * 31L, i)),
                    500 + random.nextInt(60_000));
        }
        for (int i = 0; i < 80; i++) {
            bytes(
                    shared.resolve("wikis/upload/files/files/" + i % 8 + "/" + i % 3 + "/" + new UUID(i * 17L, i)),
                    500 + random.nextInt(8_000));
        }
        for (int i = 0; i < 60; i++) {
            bytes(shared.resolve("activities/content/" + i % 6 + "/" + i + ".bin"), 2_000);
        }
        LabTree.text(shared.resolve("provision/webresources/com.ibm.lconn.core.styles_8.0.0.jar"), "bundle\n");
        LabTree.text(shared.resolve("provision/webresources/com.ibm.lconn.files.web.resources_8.0.0.jar"), "bundle\n");
        LabTree.text(shared.resolve("customization/common/nav/templates/header.html"), "<div>Acme</div>\n");
        LabTree.text(shared.resolve("customization/themes/hikariTheme/custom.css"), ".lotusBanner { color: navy }\n");
        LabTree.text(shared.resolve("configuration/update.properties"), "level=8.0.0.0_CR5\n");
        LabTree.text(shared.resolve("messageStores/log.dat"), "messages\n");
        LabTree.text(shared.resolve("search/extracted/readme"), "extracted text\n");
    }

    private void bytes(Path file, int size) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] content = new byte[size];
        random.nextBytes(content);
        for (int i = 0; i < size / 2; i++) {
            // documents compress to about the half
            content[i] = (byte) ('a' + content[i] % 3);
        }
        Files.write(file, content);
    }
}
